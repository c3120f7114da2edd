import type { Knex } from 'knex';

/**
 * Records that could not be stored (`sink`) or projected (`projection`), kept aside so that they hold nobody up. A record that comes again
 * is the same row: by its place, or by its text where it has none.
 */
export const up = async (db: Knex): Promise<void> => {
  await db.raw(`create table engine_dead_letter (
    id bigint generated always as identity primary key,
    stage text not null check (stage in ('sink', 'projection')),
    partition_id int,
    position bigint,
    raw text not null,
    reason text not null,
    at timestamptz not null
  )`);
  await db.raw(`create unique index engine_dead_letter_place on engine_dead_letter (partition_id, position, stage)
    where partition_id is not null and position is not null`);
  await db.raw(`create unique index engine_dead_letter_text on engine_dead_letter (md5(raw), stage)
    where partition_id is null or position is null`);
  // Administrators see the newest first.
  await db.raw('create index engine_dead_letter_at on engine_dead_letter (at, id)');
};
