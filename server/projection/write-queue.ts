import type { Query } from '../engine/query.ts';
import { jsonForPostgres } from '../shared/json-for-postgres.ts';
import type { UserTaskRow } from './rows.ts';

const unitOf = (group: string): string => group.slice(group.indexOf('@') + 1);

const queueRows = (tasks: readonly UserTaskRow[]): object[] =>
  tasks
    .filter((task) => task.endedAt === null)
    .flatMap((task) =>
      [...new Set(task.candidateGroups)].map((group) => ({
        group_id: group,
        task_key: task.key,
        unit_code: unitOf(group),
        dossier_id: task.dossierId,
        assignee: task.assignee,
        due_at: task.dueAt,
        created_at: task.createdAt,
      })),
    );

/** `task_queue` holds one row per open task and candidate group. What its row says by now decides: the write side may have hidden it. */
export const writeQueue = async (query: Query, changed: readonly UserTaskRow[]): Promise<void> => {
  if (changed.length === 0) return;
  const rows = jsonForPostgres(queueRows(changed));
  await query(
    'queue',
    `with wanted as (
       select * from jsonb_to_recordset($1::jsonb) as row (group_id text, task_key text, unit_code text, dossier_id text, assignee text,
         due_at timestamptz, created_at timestamptz))
     , gone as (
       delete from task_queue where task_key = any($2::text[])
         and not exists (select 1 from wanted where wanted.group_id = task_queue.group_id and wanted.task_key = task_queue.task_key))
     insert into task_queue (group_id, task_key, unit_code, dossier_id, assignee, due_at, created_at)
     select group_id, task_key, unit_code, dossier_id, assignee, due_at, created_at from wanted
     where (select t.state from user_task t where t.key = wanted.task_key) = 'open'
     on conflict (group_id, task_key) do update set dossier_id = excluded.dossier_id, assignee = excluded.assignee, due_at = excluded.due_at`,
    [rows, changed.map((task) => task.key)],
  );
};
