import type { InstanceTree, Wait } from '../../../core/interpreter/api.ts';
import type { Query } from '../query.ts';
import type { TreeLocks } from './tree-locks.ts';
import { toWait, waitColumns, type WaitRow } from './wait-row.ts';

const prefixed = waitColumns
  .split(', ')
  .map((column) => `w.${column}`)
  .join(', ');
type LockedRow = WaitRow & { readonly tree: string; readonly version: number; readonly seen_version: number };

/** Answers the wait and locks its tree at once. `seen_version` is the tree's version when the wait was read. */
const lockSql = `select ${prefixed}, i.tree, i.version, (select version from engine_instance where root_key = w.root_key) as seen_version
  from engine_wait w join engine_instance i on i.root_key = w.root_key where w.key = $1 for update of i`;

/** Waits as a command may rely on them: their trees are locked before an answer is given. */
export const createWaitStore = (query: Query, locks: TreeLocks) => {
  const lockStart = async (key: string): Promise<Wait | undefined> => {
    const sql = `select ${waitColumns} from engine_wait where key = $1 and root_key is null for update`;
    const [row] = await query<WaitRow>('lock_wait', sql, [key]);
    return row && toWait(row);
  };
  const read = async (key: string): Promise<Wait | undefined> => {
    const [row] = await query<WaitRow>('wait', `select ${waitColumns} from engine_wait where key = $1`, [key]);
    return row && toWait(row);
  };
  /** When the tree changed while its lock was waited for, the wait is read again: it may be gone. */
  const lockWait = async (key: string): Promise<Wait | undefined> => {
    const [row] = await query<LockedRow>('lock_tree_of_wait', lockSql, [key]);
    if (!row?.root_key) return lockStart(key);
    if (!locks.isLocked(row.root_key))
      locks.put(row.root_key, { tree: JSON.parse(row.tree) as InstanceTree, version: row.version });
    return row.version === row.seen_version ? toWait(row) : read(key);
  };
  const known = new Map<string, Promise<Wait | undefined>>();
  /** Locked once, a wait stays as it is until the command writes. */
  const findWait = (key: string): Promise<Wait | undefined> => {
    const found = known.get(key) ?? lockWait(key);
    known.set(key, found);
    return found;
  };

  /** Locks the trees of all answers; repeats until no new tree has turned up in the meantime. */
  const findLocked = async (find: () => Promise<WaitRow[]>): Promise<Wait[]> => {
    for (;;) {
      const rows = await find();
      const unlocked = rows.flatMap(({ root_key: root }) => (root !== null && !locks.isLocked(root) ? [root] : []));
      if (unlocked.length === 0) return rows.map(toWait);
      await locks.lock(unlocked);
    }
  };

  return {
    findWait,
    findMessageWaits: (name: string, correlationKey: string | undefined) =>
      correlationKey === undefined
        ? findLocked(() =>
            query(
              'start_message_waits',
              `select ${waitColumns} from engine_wait where kind = 'message' and name = $1 and correlation_key is null order by length(key), key`,
              [name],
            ),
          )
        : findLocked(() =>
            query(
              'message_waits',
              `select ${waitColumns} from engine_wait where kind = 'message' and name = $1 and correlation_key = $2 order by length(key), key`,
              [name, correlationKey],
            ),
          ),
    findSignalWaits: (name: string) =>
      findLocked(() =>
        query(
          'signal_waits',
          `select ${waitColumns} from engine_wait where kind = 'signal' and name = $1 order by length(key), key`,
          [name],
        ),
      ),
    findStartWaits: async (bpmnProcessId: string) =>
      (
        await query<WaitRow>(
          'start_waits',
          `select ${waitColumns} from engine_wait where root_key is null and bpmn_process_id = $1 order by length(key), key`,
          [bpmnProcessId],
        )
      ).map(toWait),
  };
};
