import type { Knex } from 'knex';
import type { Listener } from '../db/listener.ts';
import { createPacing } from '../shared/pacing.ts';
import type { DossierRules } from './context.ts';
import { readFeedLag } from './feed-lag.ts';
import { createModelSource, type ReadModel } from './model-source.ts';
import { drainPartition } from './project-partition.ts';

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
const POLL_MS = 1_000;
/** A batch costs the same few dozen statements for one record and for two thousand. */
const BATCHES = { burst: 5, everyMs: 40 };

export type Projector = {
  /** Projects everything that is committed now. */
  catchUp(): Promise<void>;
  /** Positions that wait to be projected; not fewer than the records that do. */
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
  let gathering: NodeJS.Timeout | undefined;
  const wait = createPacing(BATCHES);
  let stopListening = (): unknown => undefined;

  const deps = { db, models, rules, log, channel: EVENTS_CHANNEL };

  /** A partition that cannot go on keeps only itself waiting. @throws the first failure, after all have had their turn */
  const pass = async (): Promise<void> => {
    const failures: unknown[] = [];
    do {
      again = false;
      for (const { partitionId } of await readFeedLag(db)) {
        try {
          await drainPartition(partitionId, batchSize, deps, () => closed);
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
  const begin = (): void => {
    gathering = undefined;
    catchUp().catch((error: unknown) => log.error({ err: error }, 'projection failed; it will be tried again'));
  };
  /** The first record after a rest is projected at once. */
  const wake = (): void => {
    if (!closed) gathering ??= setTimeout(begin, wait());
  };

  return {
    catchUp,
    lag: async () => (await readFeedLag(db)).reduce((sum, { positions }) => sum + positions, 0),
    start() {
      stopListening = listener.on(RECORDS_CHANNEL, wake);
      poll = setInterval(wake, POLL_MS);
      wake();
    },
    async close() {
      closed = true;
      stopListening();
      clearInterval(poll);
      clearTimeout(gathering);
      await running?.catch(() => undefined);
    },
  };
};
