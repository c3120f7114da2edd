import type { Knex } from 'knex';

/**
 * What people did with tasks, written in the transaction of the act: who holds a task is known here before the read tables
 * follow, and a refused second person is told who and when. The indexes serve lists of those who see everything.
 */
export const up = async (db: Knex): Promise<void> => {
  await db.raw(`create table task_action (
    id bigint generated always as identity primary key, task_key text not null, at timestamptz not null,
    kind text not null, actor_id text not null, actor_name text not null, assignee text)`);
  await db.raw(`comment on column task_action.kind is 'claim, release, assign or complete'`);
  await db.raw(`comment on column task_action.assignee is 'Who holds the task afterwards; null = nobody'`);
  await db.raw(`create index task_action_task on task_action (task_key, id)`);
  await db.raw(`create index user_task_open_due on user_task (due_order, key) where state = 'open'`);
  await db.raw(`create index user_task_open_created on user_task (created_at, key) where state = 'open'`);
};
