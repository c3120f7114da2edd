import type { BrokerStore, Changes } from '../../../core/interpreter/api.ts';
import { createDefinitionStore, type DefinitionMemory } from './definition-store.ts';
import { composeKey, partitionOf } from './engine-key.ts';
import type { KeySource } from './key-source.ts';
import { createMessageStore } from './message-store.ts';
import type { Query } from '../query.ts';
import { createTreeLocks, type TreeLocks } from './tree-locks.ts';
import { createWaitStore } from './wait-store.ts';
import { writeChanges } from './write-changes.ts';

type Deps = {
  readonly query: Query;
  readonly keys: KeySource;
  readonly definitions: DefinitionMemory;
  /** Partition of an instance that this command starts. */
  readonly partition: number;
  /** Trees that the caller has locked already. */
  readonly locks?: TreeLocks;
  /** Told once per command, when its changes are in the transaction. */
  readonly onWritten: (changes: Changes) => void;
};

const findRootSql = `select root_key from engine_process_instance where key = $1
  union all select root_key from engine_instance where root_key = $1
  union all select root_key from engine_wait where key = $1 and root_key is not null
  union all select root_key from engine_wait where element_instance_key = $1 and root_key is not null limit 1`;

/** What the broker asks, answered by the rows that one transaction sees. One store serves one command. */
export const createCommandStore = ({
  query,
  keys,
  definitions,
  partition,
  locks = createTreeLocks(query),
  onWritten,
}: Deps): BrokerStore => {
  const roots = new Map<string, string>();
  let own = partition;
  const enter = (rootKey: string): string => {
    own = partitionOf(rootKey) || own;
    return rootKey;
  };
  const nextBlock = async (): Promise<string> => {
    const [row] = await query<{ block: string }>('key_block', `select nextval('engine_key_block')::text as block`, []);
    return row?.block ?? '';
  };
  const keyOf = (number: bigint): string => composeKey(own, number);

  /** Process instances that belong to another command's trees are looked up; everything else is known here. */
  const learnRoots = async (changes: Changes): Promise<void> => {
    for (const { key, rootKey } of changes.openedProcessInstances) roots.set(key, rootKey);
    for (const { rootKey } of changes.instances) roots.set(rootKey, rootKey);
    const named = changes.records.map(({ value }) => value['processInstanceKey']);
    const missing = [...new Set(named)].filter(
      (key): key is string => typeof key === 'string' && key !== '-1' && !roots.has(key),
    );
    if (missing.length === 0) return;
    const rows = await query<{ key: string; root_key: string }>(
      'roots',
      `select key, root_key from engine_process_instance where key = any($1)`,
      [missing],
    );
    for (const row of rows) roots.set(row.key, row.root_key);
  };

  const waits = createWaitStore(query, locks);
  return {
    ...createDefinitionStore(query, definitions),
    ...createMessageStore(query),
    ...waits,
    findWait: async (key) => {
      const wait = await waits.findWait(key);
      if (wait?.rootKey) enter(wait.rootKey);
      return wait;
    },
    loadInstance: async (rootKey) => (await locks.get(enter(rootKey)))?.tree,
    findRoot: async (key) => {
      const [row] = await query<{ root_key: string }>('root', findRootSql, [key]);
      return row?.root_key;
    },
    hasInstanceStartedByMessage: async (bpmnProcessId, correlationKey) => {
      const sql = `select 1 as found from engine_instance where bpmn_process_id = $1 and started_by_correlation_key = $2 limit 1`;
      return (await query('started_by', sql, [bpmnProcessId, correlationKey])).length > 0;
    },
    nextKey: () => {
      const number = keys.next(nextBlock);
      return typeof number === 'bigint' ? keyOf(number) : number.then(keyOf);
    },
    write: async (changes) => {
      await learnRoots(changes);
      await writeChanges(query, changes, own, (key) => roots.get(key));
      onWritten(changes);
    },
  };
};
