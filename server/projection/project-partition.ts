import type { Knex } from 'knex';
import type { EngineRecord } from '../../core/contracts/engine-record.ts';
import type { ServerEvent } from '../../core/contracts/event.ts';
import type { Query } from '../engine/query.ts';
import { isContentError, reasonOf } from './content-error.ts';
import type { DossierRules } from './context.ts';
import { listRecords, lockPartition, moveDone, readPlaces } from './feed-store.ts';
import type { ModelSource } from './model-source.ts';
import { projectBatch } from './project-batch.ts';
import { putAside } from './put-aside.ts';
import { withConnection } from './with-connection.ts';

type Log = { error(details: object, message: string): void };
export type PartitionDeps = {
  readonly db: Knex;
  readonly models: ModelSource;
  readonly rules: DossierRules;
  readonly log: Log;
  /** One JSON text of a ServerEvent per notification. */
  readonly channel: string;
};

const tell = async (query: Query, channel: string, events: readonly ServerEvent[]): Promise<void> => {
  if (events.length === 0) return;
  await query('events', 'select pg_notify($1, event) from unnest($2::text[]) as event', [
    channel,
    events.map((event) => JSON.stringify(event)),
  ]);
};

/** A record may bear any number; PostgreSQL knows no such years. */
const LATEST = Date.UTC(9999, 11, 31);

/** A record that cannot be projected even alone changes nothing and is put aside, at the time that it bears itself: a rebuild does the same. */
const projectOne = async (query: Query, record: EngineRecord, deps: PartitionDeps): Promise<ServerEvent[]> => {
  await query('savepoint', 'savepoint one_record', []);
  try {
    return await projectBatch(query, [record], deps);
  } catch (error) {
    if (!isContentError(error)) throw error;
    await query('rollback', 'rollback to savepoint one_record', []);
    const { partitionId, position, timestamp } = record;
    const letter = { partitionId, position, raw: JSON.stringify(record), reason: reasonOf(error) };
    await putAside(query, [{ ...letter, stage: 'projection' }], {
      log: deps.log,
      clock: () => Math.min(timestamp, LATEST),
    });
    return [];
  }
};

/**
 * Projects the next records of a partition in one transaction with their position. Of a single one the contents are no reason to fail.
 * @returns how many there were, fewer than `limit` at the end of the feed; 0 also when another process has the partition
 */
export const projectNext = (partition: number, limit: number, deps: PartitionDeps): Promise<number> =>
  deps.db.transaction((tx) =>
    withConnection(tx, async (query) => {
      if (!(await lockPartition(query, partition))) return 0;
      const { last, done } = await readPlaces(query, partition);
      const records = await listRecords(query, partition, done, limit);
      const end = records.at(-1)?.position ?? done;
      // Behind the last record that is stored a broker may have told things of no use.
      const place = records.length < limit && BigInt(last) > BigInt(end) ? last : end;
      const [first] = records;
      if (first) {
        const project = limit === 1 ? projectOne(query, first, deps) : projectBatch(query, records, deps);
        await tell(query, deps.channel, await project);
      }
      if (place !== done) await moveDone(query, partition, place);
      return records.length;
    }),
  );

/**
 * Projects what a partition holds until `isClosed`. A batch that fails for what is in it is done in halves until the record at fault stands alone.
 * @throws what has another cause: connection, deadlock, time-out
 */
export const drainPartition = async (
  partition: number,
  batchSize: number,
  deps: PartitionDeps,
  isClosed: () => boolean,
): Promise<void> => {
  /** The first so many records of the feed hold one at fault. */
  let suspects = 0;
  let limit = batchSize;
  while (!isClosed()) {
    try {
      const taken = await projectNext(partition, limit, deps);
      if (taken < limit) return;
      suspects = Math.max(0, suspects - taken);
    } catch (error) {
      if (!isContentError(error) || limit === 1) throw error;
      suspects = limit;
    }
    limit = suspects === 0 ? batchSize : Math.ceil(suspects / 2);
  }
};
