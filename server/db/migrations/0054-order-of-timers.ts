import type { Knex } from 'knex';

/** Timers that are due together fire in the order of the elements that they belong to, which the index follows. */
export const up = async (db: Knex): Promise<void> => {
  await db.raw('drop index engine_wait_due');
  await db.raw(
    `create index engine_wait_due on engine_wait (due_at, (case kind when 'timer' then element_instance_key else key end), key)
     where due_at is not null`,
  );
};
