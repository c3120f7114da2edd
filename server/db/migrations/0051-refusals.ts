import type { Knex } from 'knex';

/** What brokers refused stays until somebody has dealt with it: sent it again, or looked and let it be. */
export const up = async (db: Knex): Promise<void> => {
  await db.raw('alter table engine_outbox add column dismissed_at timestamptz, add column dismissed_by text');
  await db.raw(
    `comment on column engine_outbox.dismissed_at is 'Refused, and an administrator has seen that nothing is left to do'`,
  );
  await db.raw(
    `create index engine_outbox_refused on engine_outbox (ended_at, id) where state = 'refused' and dismissed_at is null`,
  );
  // Who holds a task by what was carried out is looked up when a further command about it is refused.
  await db.raw(
    `create index engine_outbox_hands on engine_outbox ((command ->> 'userTaskKey'), id) where command ->> 'type' = 'assignUserTask'`,
  );
};
