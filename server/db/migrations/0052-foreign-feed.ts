import type { Knex } from 'knex';

/** Since when brokers send records that do not go on from those that are stored here. Null: they do. */
export const up = async (db: Knex): Promise<void> => {
  await db.raw('alter table engine_partition add column foreign_since timestamptz');
  await db.raw(
    `comment on column engine_partition.foreign_since is 'The broker''s data were emptied or put back: it uses positions again for other things. Nothing is sent to it.'`,
  );
};
