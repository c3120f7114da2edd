import type { Knex } from 'knex';
import type { HealthCheck } from '../features/health/health-routes.ts';
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
      `select min(due_at) as due from engine_wait where due_at is not null and kind = 'timer'`,
    );
    const due = rows[0]?.due;
    const lateMs = due == null ? 0 : Math.max(0, clock() - Number(due));
    if (lateMs > LATE_MS) throw new Error(`a timer is ${lateMs} ms late`);
    return { lateMs };
  },
});

/** Whether somebody brings the screens up to the feed: records that wait, and for how long the oldest of them has waited. */
export const checkProjection = (db: Knex, clock: Clock): HealthCheck => ({
  name: 'projection',
  check: async () => {
    const { rows } = await db.raw<{ rows: { lag: string | null; oldest: string | null }[] }>(
      `select sum(p.position - coalesce(done.position, 0)) as lag, min(next.timestamp) as oldest
       from engine_partition p left join projection_position done on done.partition_id = p.id
       join engine_record next on next.partition_id = p.id and next.position = coalesce(done.position, 0) + 1`,
    );
    const [{ lag = null, oldest = null } = {}] = rows;
    const lateMs = oldest === null ? 0 : Math.max(0, clock() - Number(oldest));
    if (lateMs > LATE_MS) throw new Error(`a record has waited ${lateMs} ms to be projected`);
    return { lag: Number(lag ?? 0), lateMs };
  },
});
