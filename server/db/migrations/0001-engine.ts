import type { Knex } from 'knex';

const PARTITIONS = 8;

/** Places of records: a row's lock makes positions follow the order of commit, without a gap. */
const partitions = async (db: Knex): Promise<void> => {
  await db.raw(
    `create table engine_partition (id int primary key, position bigint not null default 0) with (fillfactor = 10)`,
  );
  await db.raw(`insert into engine_partition (id) select generate_series(1, ?::int)`, [PARTITIONS]);
  // One step is a block of 1000 keys that a server process hands out by itself.
  await db.raw(`create sequence engine_key_block start 1`);
};

/** Trees of running instances, and how the world outside finds them. Instants are milliseconds of the engine's clock. */
const instances = async (db: Knex): Promise<void> => {
  await db.raw(`create table engine_instance (
    root_key text primary key,
    partition_id int not null,
    version int not null,
    tree text not null,
    bpmn_process_id text not null default '',
    started_by_correlation_key text
  ) with (fillfactor = 60)`);
  await db.raw(`create index engine_instance_started_by on engine_instance (bpmn_process_id, started_by_correlation_key)
    where started_by_correlation_key is not null`);
  await db.raw(`create table engine_process_instance (key text primary key, root_key text not null)`);
  await db.raw(`create index engine_process_instance_root on engine_process_instance (root_key)`);
};

const waits = async (db: Knex): Promise<void> => {
  await db.raw(`create table engine_wait (
    key text primary key,
    kind text not null,
    root_key text,
    process_definition_key text not null,
    bpmn_process_id text not null,
    process_instance_key text,
    element_instance_key text,
    element_id text not null,
    name text not null,
    correlation_key text,
    due_at bigint,
    retries int
  )`);
  await db.raw(`create index engine_wait_job on engine_wait (name, key) where kind = 'job' and due_at is null`);
  await db.raw(`create index engine_wait_due on engine_wait (due_at, key) where due_at is not null`);
  await db.raw(`create index engine_wait_message on engine_wait (name, correlation_key, key) where kind = 'message'`);
  await db.raw(`create index engine_wait_signal on engine_wait (name, key) where kind = 'signal'`);
  await db.raw(`create index engine_wait_start on engine_wait (bpmn_process_id) where root_key is null`);
  await db.raw(`create index engine_wait_root on engine_wait (root_key) where root_key is not null`);
  await db.raw(
    `create index engine_wait_element on engine_wait (element_instance_key) where element_instance_key is not null`,
  );
};

const messagesAndDefinitions = async (db: Knex): Promise<void> => {
  await db.raw(`create table engine_message (
    key text primary key,
    name text not null,
    correlation_key text not null,
    message_id text not null,
    variables json not null,
    expires_at bigint not null,
    correlated_to text[] not null
  )`);
  await db.raw(`create index engine_message_name on engine_message (name, correlation_key, key)`);
  await db.raw(`create index engine_message_expiry on engine_message (expires_at, key)`);
  await db.raw(`create table engine_definition (
    key text primary key,
    kind text not null,
    id text not null,
    version int not null,
    resource_name text not null,
    content text not null,
    checksum text not null,
    deployment_key text not null,
    unique (kind, id, version)
  )`);
  await db.raw(`create table engine_decision (
    decision_key text primary key,
    decision_id text not null,
    version int not null,
    definition_key text not null references engine_definition (key),
    unique (decision_id, version)
  )`);
};

/** The feed: append-only. `value` stays as it was written (json, not jsonb): a replay must see the same bytes. */
const records = async (db: Knex): Promise<void> => {
  await db.raw(`create table engine_record (
    partition_id int not null,
    position bigint not null,
    key text not null,
    value_type text not null,
    intent text not null,
    timestamp bigint not null,
    value json not null,
    primary key (partition_id, position)
  )`);
  await db.raw(`create index engine_record_process on engine_record (key) where value_type = 'PROCESS'`);
};

/** The embedded engine: instance trees, waits, messages, definitions and the feed of records. */
export const up = async (db: Knex): Promise<void> => {
  await partitions(db);
  await instances(db);
  await waits(db);
  await messagesAndDefinitions(db);
  await records(db);
};
