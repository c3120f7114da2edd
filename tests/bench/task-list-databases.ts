import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { createDb } from '../../server/db/client.ts';
import { ensureDatabase, startLocalPostgres } from '../../server/db/local-postgres.ts';
import { migrate } from '../../server/db/migrate.ts';

/** Open tasks over 60 units; half of them in one big unit, forty in a rare group, each of two groups of its unit. */
const taskSql = `
  insert into user_task (key, state, native, name, element_id, element_instance_key, process_instance_key, root_process_instance_key,
    process_definition_key, bpmn_process_id, version, assignee, candidate_groups, candidate_users, headers, task_due_date, follow_up_date,
    action, dossier_id, due_at, created_at, revision)
  select (1000000 + n)::text, 'open', true, 'Thẩm định', 'check', n::text, n::text, n::text, '1', 'p', 1,
    case when n % 50 = 0 then 'officer' end, array['officer@' || unit, 'desk@' || unit], '{}', '{}', '', '', '', 'd' || n,
    case when n % 20 > 0 then timestamptz '2026-11-01' + (n::bigint * 7919 % 60000)::int * interval '1 minute' end,
    timestamptz '2026-10-01' + (n::bigint * 104729 % 80000)::int * interval '1 minute', 1
  from (select n, case when n <= 40 then 'rare' when n % 2 = 0 then 'big' else 'unit' || n % 58 end as unit from generate_series(1, ?::int) n) t`;

const queueSql = `
  insert into task_queue (group_id, task_key, unit_code, dossier_id, assignee, due_at, created_at)
  select g, t.key, split_part(g, '@', 2), t.dossier_id, t.assignee, t.due_at, t.created_at from user_task t, unnest(t.candidate_groups) g
  union all
  select 'clerk@rare', t.key, 'rare', t.dossier_id, t.assignee, t.due_at, t.created_at from user_task t where 'desk@rare' = any(t.candidate_groups)`;

const dossierSql = `
  insert into dossier (id, code, lookup_code, procedure_code, version, case_id, channel, applicant, applicant_name, created_by,
    receiving_unit, data, engine, process_definition_key, submitted_at, search)
  select 'd' || n, 'H29.' || n, 'L' || n, 'p' || n % 30, 1, 'standard', 'ONLINE', '{}', 'Công dân ' || n, 'desk', 'big',
    '{"note": "…"}', 'embedded', '1', timestamptz '2026-10-01' + n * interval '1 second', ' h29.' || n || ' cong dan ' || n || ' '
  from generate_series(1, ?::int) n`;

const progressSql = `
  insert into dossier_progress (dossier_id, root_process_instance_key, process_definition_key, status, clock, current_due_at, due_at, started_at, updated_at)
  select dossier_id, key, '1', 4, 'RUNNING', due_at, due_at, created_at, created_at from user_task`;

const fill = async (db: Knex, count: number): Promise<void> => {
  await migrate(db);
  await db.raw(dossierSql, [count]);
  await db.raw(taskSql, [count]);
  await db.raw(queueSql);
  await db.raw(progressSql);
  for (const table of [
    'dossier',
    'user_task',
    'task_queue',
    'dossier_progress',
    'task_action',
    'supplement_request',
    'person',
  ])
    await db.raw(`vacuum analyze ${table}`);
};

/** Two databases of one server, with so many open tasks. Everything is gone afterwards. */
export const withDatabases = async <T>(
  smallCount: number,
  largeCount: number,
  act: (small: Knex, large: Knex) => Promise<T>,
): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'mot-cua-bench-'));
  const postgres = await startLocalPostgres({ folder, settings: { fsync: 'off', autovacuum: 'off' } });
  const open = async (name: string): Promise<Knex> => {
    await ensureDatabase(postgres, name);
    return createDb(postgres.url(name), { poolSize: 1, statementTimeoutMs: 600_000 });
  };
  const [small, large] = [await open('bench_small'), await open('bench_large')];
  try {
    await fill(small, smallCount);
    await fill(large, largeCount);
    return await act(small, large);
  } finally {
    await small.destroy();
    await large.destroy();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
};
