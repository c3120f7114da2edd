import type { Knex } from 'knex';

const definitions = async (db: Knex): Promise<void> => {
  await db.raw(
    `create table projection_position (partition_id int primary key, position bigint not null) with (fillfactor = 10)`,
  );
  await db.raw(`create table process_definition (
    key text primary key, bpmn_process_id text not null, version int not null, resource_name text not null,
    checksum text not null, state text not null, deployed_at timestamptz not null)`);
  await db.raw(`create table form_definition (
    key text primary key, form_id text not null, version int not null, resource_name text not null, deployed_at timestamptz not null)`);
  await db.raw(`create table decision_definition (
    key text primary key, decision_id text not null, version int not null, name text not null,
    requirements_key text not null, deployed_at timestamptz not null)`);
  await db.raw(
    `create table deployment (key text primary key, resources jsonb not null, deployed_at timestamptz not null)`,
  );
};

/** `position` orders rows of one instance as they happened. */
const instances = async (db: Knex): Promise<void> => {
  await db.raw(`create table process_instance (
    key text primary key, bpmn_process_id text not null, version int not null, process_definition_key text not null,
    state text not null, parent_process_instance_key text, parent_element_instance_key text,
    root_process_instance_key text not null, dossier_id text, started_at timestamptz not null, ended_at timestamptz)`);
  await db.raw(`create index process_instance_process on process_instance (bpmn_process_id, state, key)`);
  await db.raw(`create index process_instance_root on process_instance (root_process_instance_key)`);
  await db.raw(`create index process_instance_dossier on process_instance (dossier_id) where dossier_id is not null`);
  await db.raw(`create table element_instance (
    key text primary key, process_instance_key text not null, process_definition_key text not null,
    bpmn_process_id text not null, version int not null, element_id text not null, element_type text not null,
    flow_scope_key text, state text not null, dossier_id text, started_at timestamptz not null, ended_at timestamptz,
    position bigint not null)`);
  await db.raw(`create index element_instance_instance on element_instance (process_instance_key, position)`);
  await db.raw(
    `create index element_instance_dossier on element_instance (dossier_id, position) where dossier_id is not null`,
  );
  await db.raw(`create table variable (
    scope_key text not null, name text not null, key text not null, process_instance_key text not null,
    value text not null, updated_at timestamptz not null, primary key (scope_key, name))`);
  await db.raw(`create index variable_instance on variable (process_instance_key)`);
};

const work = async (db: Knex): Promise<void> => {
  await db.raw(`create table job (
    key text primary key, type text not null, state text not null, retries int not null, error_code text, error_message text,
    process_instance_key text not null, process_definition_key text not null, bpmn_process_id text not null,
    element_instance_key text not null, element_id text not null, created_at timestamptz not null, ended_at timestamptz)`);
  await db.raw(`create index job_element on job (element_instance_key)`);
  await db.raw(`create table incident (
    key text primary key, state text not null, error_type text not null, error_message text not null,
    process_instance_key text not null, process_definition_key text not null, bpmn_process_id text not null,
    element_instance_key text not null, element_id text not null, job_key text, dossier_id text,
    created_at timestamptz not null, resolved_at timestamptz)`);
  await db.raw(`create index incident_open on incident (created_at, key) where state = 'open'`);
  await db.raw(`create index incident_instance on incident (process_instance_key)`);
  await db.raw(`create table timer (
    key text primary key, state text not null, due_at timestamptz not null, repetitions int not null, target_element_id text not null,
    element_instance_key text, process_instance_key text, process_definition_key text not null,
    created_at timestamptz not null, ended_at timestamptz)`);
  await db.raw(`create index timer_element on timer (element_instance_key) where element_instance_key is not null`);
  await db.raw(`create index timer_open on timer (due_at, key) where state = 'open'`);
  await db.raw(`create table message_wait (
    key text primary key, state text not null, message_name text not null, correlation_key text not null, element_id text not null,
    element_instance_key text not null, process_instance_key text not null, created_at timestamptz not null, ended_at timestamptz)`);
  await db.raw(`create index message_wait_element on message_wait (element_instance_key)`);
  await db.raw(`create index message_wait_open on message_wait (message_name, correlation_key) where state = 'open'`);
  await db.raw(`create table decision_evaluation (
    key text primary key, state text not null, decision_id text not null, decision_key text not null, decision_version int not null,
    output text not null, failure_message text, failed_decision_id text, evaluated jsonb not null, process_instance_key text,
    element_instance_key text, element_id text, evaluated_at timestamptz not null)`);
  await db.raw(`create index decision_evaluation_instance on decision_evaluation (process_instance_key)`);
};

/**
 * `due_order` lets a keyset compare (due_order, task_key) as one row value: what has no due date comes last.
 * `revision` grows with each change of the task itself (not of its dossier) and is the base of its ETag.
 */
const tasks = async (db: Knex): Promise<void> => {
  const dueOrder = `due_order timestamptz not null generated always as (coalesce(due_at, 'infinity'::timestamptz)) stored`;
  await db.raw(`create table user_task (
    key text primary key, state text not null, native boolean not null, name text not null, element_id text not null,
    element_instance_key text not null, process_instance_key text not null, root_process_instance_key text not null,
    process_definition_key text not null, bpmn_process_id text not null, version int not null,
    assignee text, candidate_groups text[] not null, candidate_users text[] not null,
    form_id text, form_key text, external_form_reference text, headers jsonb not null,
    task_due_date text not null, follow_up_date text not null, action text not null,
    dossier_id text, due_at timestamptz, ${dueOrder}, norm_minutes int, step_kind text, step_outcomes text, step_legal text,
    created_at timestamptz not null, assigned_at timestamptz, ended_at timestamptz, revision int not null)`);
  await db.raw(
    `create index user_task_assignee_due on user_task (assignee, due_order, key) where state = 'open' and dossier_id is not null`,
  );
  await db.raw(
    `create index user_task_assignee_created on user_task (assignee, created_at, key) where state = 'open' and dossier_id is not null`,
  );
  await db.raw(`create index user_task_dossier on user_task (dossier_id, created_at) where dossier_id is not null`);
  await db.raw(`create index user_task_element on user_task (element_instance_key)`);
  await db.raw(`create table task_queue (
    group_id text not null, task_key text not null, unit_code text not null, dossier_id text, assignee text,
    due_at timestamptz, ${dueOrder}, created_at timestamptz not null, primary key (group_id, task_key))`);
  // Lists show tasks of dossiers only; with that in the index, counting them never visits the table.
  await db.raw(
    `create index task_queue_due on task_queue (group_id, due_order, task_key) where dossier_id is not null`,
  );
  await db.raw(
    `create index task_queue_created on task_queue (group_id, created_at, task_key) where dossier_id is not null`,
  );
  await db.raw(
    `create index task_queue_unit_due on task_queue (unit_code, due_order, task_key) where dossier_id is not null`,
  );
  await db.raw(
    `create index task_queue_unit_created on task_queue (unit_code, created_at, task_key) where dossier_id is not null`,
  );
  await db.raw(`create index task_queue_task on task_queue (task_key)`);
};

/**
 * `clock`: NOT_STARTED, RUNNING, PAUSED or STOPPED (national statuses). `due_at` is null before acceptance, while paused and when stopped;
 * `current_due_at` keeps the promise as moved by the pauses, also afterwards.
 */
const dossiers = async (db: Knex): Promise<void> => {
  await db.raw(`create table dossier_progress (
    dossier_id text primary key, root_process_instance_key text not null, process_definition_key text not null,
    status int, substatus text, status_since timestamptz, public_step text, clock text not null, code text,
    accepted_at timestamptz, promised_at timestamptz, limit_minutes int, acceptance jsonb, current_due_at timestamptz,
    due_at timestamptz, paused_since timestamptz, pause_reason text, settled_at timestamptz, finished_at timestamptz,
    started_at timestamptz not null, updated_at timestamptz not null)`);
  await db.raw(`create index dossier_progress_status on dossier_progress (status, due_at, dossier_id)`);
  await db.raw(`create index dossier_progress_due on dossier_progress (due_at, dossier_id) where due_at is not null`);
  await db.raw(`create table dossier_pause (
    element_instance_key text primary key, dossier_id text not null, element_id text not null, reason text not null,
    started_at timestamptz not null, ended_at timestamptz)`);
  await db.raw(`create index dossier_pause_dossier on dossier_pause (dossier_id, started_at)`);
  await db.raw(`create table dossier_outcome (
    dossier_id text primary key, outcome text not null, element_id text not null, at timestamptz not null)`);
};

/** Read tables: made from the feed of records only, so that a rebuild gives the same rows. Keys of the engine are text. */
export const up = async (db: Knex): Promise<void> => {
  await definitions(db);
  await instances(db);
  await work(db);
  await tasks(db);
  await dossiers(db);
};
