import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { EngineUnavailable } from '../../engine.ts';
import type { ZeebeGateway } from '../gateway/gateway.ts';
import { findKeyPartition } from '../gateway/key-partition.ts';
import { toFeedPartition } from '../record-sink/feed-partition.ts';

type Deps = {
  readonly db: Knex;
  readonly gateway: Pick<ZeebeGateway, 'execute' | 'readTopology'>;
  /** Ends all waiting. */
  readonly closing: AbortSignal;
  /** Milliseconds to wait for the feed. */
  readonly limitMs?: number;
};
const NAME = 'mot-cua.marker';
const LOOK_MS = 50;
/** Requests that were on their way when brokers froze are carried out when they wake, within moments; a second marker lies behind them. */
const SETTLE_MS = 1_000;
const TRIES_PER_PARTITION = 200;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Tells when the read tables hold everything that brokers did up to now: a message that nobody waits for goes to every partition, and
 * what lies before it in the feed has happened before. Callers that come while one is under way share the next one.
 */
export const createMarkers = ({ db, gateway, closing, limitMs = 20_000 }: Deps) => {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const readPositions = async (): Promise<ReadonlyMap<number, string>> => {
    const rows = await db('enginePartition').select<{ id: number; position: string }[]>('id', 'position');
    return new Map(rows.map(({ id, position }) => [id, position]));
  };

  /** Brokers choose a message's partition by its correlation key, so keys are tried until each partition has got one. */
  const publish = async (): Promise<Map<number, string>> => {
    const { partitions } = await gateway.readTopology();
    const wanted = new Set(partitions.map(({ id }) => id));
    const keys = new Map<number, string>();
    for (let attempt = 0; keys.size < wanted.size; attempt++) {
      if (attempt > wanted.size * TRIES_PER_PARTITION)
        throw new EngineUnavailable('notDone', 'a partition takes no messages');
      const { messageKey = '' } = await gateway.execute({
        ...{ type: 'publishMessage', name: NAME, correlationKey: randomUUID(), timeToLiveMs: 0, variables: {} },
      });
      keys.set(findKeyPartition(messageKey) ?? 0, messageKey);
    }
    return keys;
  };

  const isProjected = async (feed: number, after: string, key: string): Promise<boolean> => {
    const { rows } = await db.raw<{ rows: { there: boolean }[] }>(
      `select exists (select 1 from engine_record r join projection_position p on p.partition_id = r.partition_id
         where r.partition_id = ? and r.position > ? and r.value_type = 'MESSAGE' and r.key = ? and p.position >= r.position) as there`,
      [feed, after, key],
    );
    return rows[0]?.there ?? false;
  };

  const checkOpen = (): void => {
    if (closing.aborted) throw new EngineUnavailable('notDone', 'this process ends');
  };
  const mark = async (): Promise<void> => {
    checkOpen();
    const positions = await readPositions();
    const keys = await publish();
    const end = performance.now() + limitMs;
    for (const [partition, key] of keys) {
      const feed = toFeedPartition(partition);
      while (!(await isProjected(feed, positions.get(feed) ?? '0', key))) {
        checkOpen();
        if (performance.now() > end) throw new EngineUnavailable('notDone', 'the feed of the brokers does not come');
        await pause(LOOK_MS);
      }
    }
  };
  const markTwice = async (): Promise<void> => {
    await mark();
    await pause(SETTLE_MS);
    await mark();
  };
  const begin = (): Promise<void> => {
    current = markTwice().finally(() => {
      current = undefined;
    });
    return current;
  };

  return {
    /** Leaves a message in the feed of every partition. @throws EngineUnavailable brokers are away */
    leave: async (): Promise<void> => void (await publish()),
    /** @throws EngineUnavailable brokers or their feed are away */
    pass(): Promise<void> {
      if (!current) return begin();
      // The one under way may have begun before the caller's command was sent.
      next ??= current
        .catch(() => undefined)
        .then(() => {
          next = undefined;
          return begin();
        });
      return next;
    },
  };
};
export type Markers = ReturnType<typeof createMarkers>;
