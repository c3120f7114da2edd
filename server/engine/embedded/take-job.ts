import type { Knex } from 'knex';
import type { InstanceTree } from '../../../core/interpreter/api.ts';
import type { ActivatedJob } from '../engine.ts';
import type { Interpreter } from './interpreter-port.ts';
import { queryOf } from '../query.ts';
import type { LockedTree } from './tree-locks.ts';

type Row = { readonly key: string; readonly root_key: string; readonly tree: string; readonly version: number };
export type TakenJob = { readonly job: ActivatedJob; readonly rootKey: string; readonly tree: LockedTree };

/** Locks the tree, not the wait: every command locks trees first, so workers and commands cannot block each other in a circle. */
const sql = `select w.key, i.root_key, i.tree, i.version from unnest($1::text[]) as wanted (name)
  cross join lateral (
    select key, root_key from engine_wait
    where kind = 'job' and due_at is null and retries > 0 and name = wanted.name order by key limit 20) as w
  join engine_instance i on i.root_key = w.root_key limit 1 for update of i skip locked`;

/**
 * The next job of these types that no other worker holds, with its tree locked. "gone": look again. The wait is as it was when the
 * statement began and the tree as it is now, so the job may have been done, or have failed, in between.
 */
export const takeJob = async (
  tx: Knex.Transaction,
  types: readonly string[],
  { readJob }: Interpreter,
): Promise<TakenJob | 'none' | 'gone'> => {
  const query = await queryOf(tx);
  const [row] = await query<Row>('take_job', sql, [types]);
  if (!row) return 'none';
  const tree = JSON.parse(row.tree) as InstanceTree;
  const job = readJob(tree, row.key);
  return job && types.includes(job.type)
    ? { job, rootKey: row.root_key, tree: { tree, version: row.version } }
    : 'gone';
};
