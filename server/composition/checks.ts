import type { Knex } from 'knex';
import { findBrokerPartition } from '../engine/zeebe/record-sink/feed-partition.ts';
import type { HealthCheck } from '../features/health/health-routes.ts';
import { readFeedLag } from '../projection/feed-lag.ts';
import type { Clock } from '../shared/clock.ts';

export const checkDatabase = (db: Knex): HealthCheck => ({
  name: 'database',
  check: async () => {
    await db.raw('select 1');
  },
});

/** What is due or written this long, in milliseconds, and not done means that no process of the site does it. */
const LATE_MS = 60_000;

/** Whether somebody runs the engine of this site: how late its oldest due timer is. */
export const checkEngine = (db: Knex, clock: Clock): HealthCheck => ({
  name: 'engine',
  check: async () => {
    const { rows } = await db.raw<{ rows: { due: string | null }[] }>(
      `select min(due_at) as due from engine_wait where due_at >= 0 and kind = 'timer'`,
    );
    const due = rows[0]?.due;
    const lateMs = due == null ? 0 : Math.max(0, clock() - Number(due));
    if (lateMs > LATE_MS) throw new Error(`a timer is ${lateMs} ms late`);
    return { lateMs };
  },
});

type Waiting = Readonly<{ lag: number; lateMs: number }>;
const readWaiting = async (db: Knex, clock: Clock, isMeant: (partition: number) => boolean): Promise<Waiting> => {
  const meant = (await readFeedLag(db)).filter(({ partitionId }) => isMeant(partitionId));
  const oldest = Math.min(...meant.map(({ oldestAt }) => oldestAt ?? Infinity), clock());
  const waiting = { lag: meant.reduce((sum, { positions }) => sum + positions, 0), lateMs: clock() - oldest };
  if (waiting.lateMs > LATE_MS) throw new Error(`a record has waited ${waiting.lateMs} ms to be projected`);
  return waiting;
};
const isOfBrokers = (partition: number): boolean => findBrokerPartition(partition) !== undefined;

/** Whether somebody brings the screens up to the feed: records that wait, and for how long the oldest of them has waited. */
export const checkProjection = (db: Knex, clock: Clock): HealthCheck => ({
  name: 'projection',
  check: () => readWaiting(db, clock, (partition) => !isOfBrokers(partition)),
});

/** The same of the records of brokers. They may be old when they come, after an outage, and no restart of this server would make them younger. */
export const checkFeed = (db: Knex, clock: Clock): HealthCheck => ({
  name: 'feed',
  dispensable: true,
  check: () => readWaiting(db, clock, isOfBrokers),
});
