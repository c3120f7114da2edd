import type { Knex } from 'knex';
import type { EngineRecord } from '../../core/contracts/engine-record.ts';
import type { Listener } from '../db/listener.ts';
import type { DossierRules } from './context.ts';
import { createModelSource, type ReadModel } from './model-source.ts';
import { projectBatch } from './project-batch.ts';

type Log = { warn(details: object, message: string): void; error(details: object, message: string): void };
type Deps = {
  readonly db: Knex;
  readonly listener: Listener;
  readonly readModel: ReadModel;
  readonly rules: DossierRules;
  readonly log: Log;
  readonly batchSize?: number;
};

/** Engines notify here after new records were committed. */
export const RECORDS_CHANNEL = 'mc_records';
/** One JSON text of a ServerEvent per notification. */
export const EVENTS_CHANNEL = 'mc_events';
const LOCK_CLASS = 771_001;
const POLL_MS = 1_000;

type RecordRow = {
  partition_id: number;
  position: string;
  key: string;
  timestamp: string;
  value_type: string;
  intent: string;
  value: Record<string, unknown>;
};
const toRecord = (row: RecordRow): EngineRecord => ({
  partitionId: row.partition_id,
  position: row.position,
  key: row.key,
  timestamp: Number(row.timestamp),
  valueType: row.value_type,
  intent: row.intent,
  value: row.value,
});

export type Projector = {
  /** Projects everything that is committed now. */
  catchUp(): Promise<void>;
  /** Records that wait to be projected. */
  lag(): Promise<number>;
  start(): void;
  close(): Promise<void>;
};

/**
 * Brings the read tables up to the feed, exactly once: a batch, its rows and its position commit together, and an advisory
 * lock per partition lets several processes share the work.
 */
export const createProjector = ({ db, listener, readModel, rules, log, batchSize = 2_000 }: Deps): Projector => {
  const models = createModelSource(readModel, log);
  let running: Promise<void> | undefined;
  let again = false;
  let closed = false;
  let poll: NodeJS.Timeout | undefined;
  let stopListening = (): unknown => undefined;

  const step = (partition: number): Promise<boolean> =>
    db.transaction(async (tx) => {
      const lock = await tx.raw<{ rows: { locked: boolean }[] }>('select pg_try_advisory_xact_lock(?, ?) as locked', [
        LOCK_CLASS,
        partition,
      ]);
      if (!lock.rows[0]?.locked) return false;
      const { rows } = await tx.raw<{ rows: RecordRow[] }>(
        `select * from engine_record where partition_id = ?
           and position > coalesce((select position from projection_position where partition_id = ?), 0) order by position limit ?`,
        [partition, partition, batchSize],
      );
      const last = rows.at(-1);
      if (!last) return false;
      const events = await projectBatch(tx, rows.map(toRecord), { models, rules });
      await tx.raw(
        `insert into projection_position (partition_id, position) values (?, ?)
         on conflict (partition_id) do update set position = excluded.position`,
        [partition, last.position],
      );
      if (events.length > 0) {
        await tx.raw(`select pg_notify(?, event) from unnest(?::text[]) as event`, [
          EVENTS_CHANNEL,
          events.map((event) => JSON.stringify(event)),
        ]);
      }
      return rows.length === batchSize;
    });

  const behind = async (): Promise<{ partition: number; lag: number }[]> => {
    const { rows } = await db.raw<{ rows: { id: number; lag: string }[] }>(
      `select p.id, p.position - coalesce(done.position, 0) as lag from engine_partition p
       left join projection_position done on done.partition_id = p.id where p.position > coalesce(done.position, 0) order by p.id`,
    );
    return rows.map((row) => ({ partition: row.id, lag: Number(row.lag) }));
  };

  /** A partition that cannot go on keeps only itself waiting. @throws the first failure, after all have had their turn */
  const pass = async (): Promise<void> => {
    const failures: unknown[] = [];
    do {
      again = false;
      for (const { partition } of await behind()) {
        try {
          while (!closed && (await step(partition)));
        } catch (error) {
          failures.push(error);
        }
      }
    } while (again && !closed && failures.length === 0);
    if (failures.length > 0) throw failures[0];
  };
  const catchUp = (): Promise<void> => {
    again = true;
    running ??= pass().finally(() => {
      running = undefined;
    });
    return running;
  };
  const wake = (): void => {
    if (!closed)
      catchUp().catch((error: unknown) => log.error({ err: error }, 'projection failed; it will be tried again'));
  };

  return {
    catchUp,
    lag: async () => (await behind()).reduce((sum, each) => sum + each.lag, 0),
    start() {
      stopListening = listener.on(RECORDS_CHANNEL, wake);
      poll = setInterval(wake, POLL_MS);
      wake();
    },
    async close() {
      closed = true;
      stopListening();
      clearInterval(poll);
      await running?.catch(() => undefined);
    },
  };
};
