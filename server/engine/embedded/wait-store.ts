import type { Wait } from '../../../core/interpreter/api.ts';
import type { Query } from './query.ts';
import type { TreeLocks } from './tree-locks.ts';
import { toWait, waitColumns, type WaitRow } from './wait-row.ts';

const prefixed = waitColumns
  .split(', ')
  .map((column) => `w.${column}`)
  .join(', ');
type VersionedRow = WaitRow & { readonly tree_version: number | null };

/** Waits as a command may rely on them: their trees are locked before an answer is given. */
export const createWaitStore = (query: Query, locks: TreeLocks) => {
  const lockStart = async (key: string): Promise<Wait | undefined> => {
    const [row] = await query<WaitRow>(
      'lock_wait',
      `select ${waitColumns} from engine_wait where key = $1 for update`,
      [key],
    );
    return row && toWait(row);
  };
  const read = (key: string): Promise<VersionedRow[]> =>
    query(
      'wait',
      `select ${prefixed}, i.version as tree_version from engine_wait w left join engine_instance i on i.root_key = w.root_key where w.key = $1`,
      [key],
    );

  /** The tree is locked after the wait was read: when it has changed in between, the wait is read again. */
  const findWait = async (key: string): Promise<Wait | undefined> => {
    const [row] = await read(key);
    if (!row) return undefined;
    if (row.root_key === null) return lockStart(key);
    const tree = await locks.get(row.root_key);
    if (tree?.version === row.tree_version) return toWait(row);
    const [fresh] = await read(key);
    return fresh && toWait(fresh);
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
