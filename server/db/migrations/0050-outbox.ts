import type { Knex } from 'knex';

/**
 * Commands to an engine that is not part of the database: written in the transaction of the act, sent after its commit. Commands of one lane
 * (one dossier) go out in the order of their ids; `owner` is the server process that has them in hand until `leased_until`.
 */
export const up = async (db: Knex): Promise<void> => {
  await db.raw(`create table engine_outbox (
    id bigint generated always as identity primary key,
    lane text not null,
    dossier_id text,
    job_key text,
    command json not null,
    state text not null default 'open',
    owner text,
    leased_until timestamptz,
    created_at timestamptz not null,
    ended_at timestamptz,
    answer json,
    refusal json
  ) with (fillfactor = 80)`);
  await db.raw(`comment on column engine_outbox.state is 'open, done or refused'`);
  await db.raw(`create index engine_outbox_open on engine_outbox (lane, id) where state = 'open'`);
  // Whoever looks for commands that nobody has in hand goes through the open ones from the oldest on, however many have ended.
  await db.raw(`create index engine_outbox_line on engine_outbox (id) where state = 'open'`);
  await db.raw(`create index engine_outbox_ended on engine_outbox (ended_at) where state <> 'open'`);
  await db.raw(`create index engine_outbox_job on engine_outbox (job_key, id) where job_key is not null`);
  await db.raw(`create index engine_outbox_dossier on engine_outbox (dossier_id) where state <> 'done'`);
  // Whether a message of unknown outcome has reached the broker is looked up in its feed.
  await db.raw(`create index engine_record_message on engine_record ((value ->> 'messageId'))
    where value_type = 'MESSAGE' and intent = 'PUBLISHED' and partition_id > 1000`);
};
