import type { Knex } from 'knex';
import type { InternalCommand } from '../../../core/interpreter/api.ts';
import { queryOf } from '../query.ts';

export type DueItem = { readonly key: string; readonly rootKey: string | null; readonly command: InternalCommand };
const BATCH = 50;

type DueRow = { readonly key: string; readonly kind: string; readonly root_key: string | null };
const toItem = ({ key, kind, root_key: rootKey }: DueRow): DueItem => {
  if (kind === 'message') return { key, rootKey, command: { type: 'expireMessage', messageKey: key } };
  return kind === 'job'
    ? { key, rootKey, command: { type: 'endJobBackOff', jobKey: key } }
    : { key, rootKey, command: { type: 'triggerTimer', timerKey: key } };
};

/** Timers due together fire in the order of the elements that they belong to, those of start events last, as in `core/interpreter/fire-due.ts`. */
const holder = `(case kind when 'timer' then element_instance_key else key end)`;

/** What was due before 1970 is never found, as in Zeebe. */
export const dueSql = `
  (select key, kind, root_key, due_at, ${holder} as holder from engine_wait
    where due_at between 0 and :now and key <> all(:except) order by due_at, ${holder}, key limit :batch)
  union all
  (select key, 'message', null, expires_at, key from engine_message
    where expires_at <= :now and key <> all(:except) order by expires_at, key limit :batch)
  order by due_at, holder, key limit :batch`;

/** What is due at `now`, oldest first, a bounded number; `except`: keys that have just failed. */
export const findDue = async (db: Knex, now: number, except: readonly string[]): Promise<DueItem[]> => {
  const { rows } = await db.raw<{ rows: DueRow[] }>(dueSql, { now, except: [...except], batch: BATCH });
  return rows.map(toItem);
};

/** When the next thing will be due; null when nothing waits. */
export const findNextDue = async (db: Knex): Promise<number | null> => {
  const { rows } = await db.raw<{ rows: { next: string | null }[] }>(
    `select least((select min(due_at) from engine_wait where due_at >= 0), (select min(expires_at) from engine_message)) as next`,
  );
  const next = rows[0]?.next ?? null;
  return next === null ? null : Number(next);
};

const locks = {
  tree: `select 1 as locked from engine_instance where root_key = $1 for update skip locked`,
  wait: `select 1 as locked from engine_wait where key = $1 for update skip locked`,
  message: `select 1 as locked from engine_message where key = $1 for update skip locked`,
};
const isDueSql = `select 1 as due from engine_wait where key = $1 and due_at <= $2`;

/** False when another process holds it, or has done it already: then nothing is to be done here. */
export const claimDue = async (
  tx: Knex.Transaction,
  { key, rootKey, command }: DueItem,
  now: number,
): Promise<boolean> => {
  const query = await queryOf(tx);
  if (command.type === 'expireMessage') return (await query('claim_message', locks.message, [key])).length > 0;
  const claimed =
    rootKey === null ? await query('claim_wait', locks.wait, [key]) : await query('claim_tree', locks.tree, [rootKey]);
  return claimed.length > 0 && (await query('is_due', isDueSql, [key, now])).length > 0;
};
