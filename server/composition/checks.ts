import type { Knex } from 'knex';
import type { HealthCheck } from '../features/health/health-routes.ts';
import type { Clock } from '../shared/clock.ts';

export const checkDatabase = (db: Knex): HealthCheck => ({
  name: 'database',
  check: async () => {
    await db.raw('select 1');
  },
});

/** Timers that are due this long, in milliseconds, mean that no process of the site fires them. */
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
