import type { InstanceTree } from '../../../core/interpreter/api.ts';
import type { Query } from '../query.ts';

type TreeRow = { readonly root_key: string; readonly tree: string; readonly version: number };
export type LockedTree = { readonly tree: InstanceTree; readonly version: number };

/** Locked trees of one command. Several are always locked in the order of their keys, so that two commands cannot wait for each other. */
export const createTreeLocks = (query: Query) => {
  const locked = new Map<string, LockedTree | undefined>();
  const lock = async (rootKeys: readonly string[]): Promise<void> => {
    const missing = [...new Set(rootKeys)].filter((key) => !locked.has(key));
    if (missing.length === 0) return;
    const rows = await query<TreeRow>(
      'lock_trees',
      `select root_key, tree, version from engine_instance where root_key = any($1) order by root_key for update`,
      [missing],
    );
    for (const key of missing) locked.set(key, undefined);
    for (const row of rows)
      locked.set(row.root_key, { tree: JSON.parse(row.tree) as InstanceTree, version: row.version });
  };
  return {
    lock,
    isLocked: (rootKey: string): boolean => locked.has(rootKey),
    async get(rootKey: string): Promise<LockedTree | undefined> {
      await lock([rootKey]);
      return locked.get(rootKey);
    },
    /** A tree that the caller has locked already. */
    put: (rootKey: string, tree: LockedTree): unknown => locked.set(rootKey, tree),
  };
};
export type TreeLocks = ReturnType<typeof createTreeLocks>;
