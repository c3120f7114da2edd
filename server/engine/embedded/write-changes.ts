import type { Changes, InstanceTree } from '../../../core/interpreter/api.ts';
import { partitionOf } from './engine-key.ts';
import type { Query } from '../query.ts';
import { appendRecords } from './record-parts.ts';
import { splitByPartition } from './record-partitions.ts';
import { scopesOf } from './scopes-of.ts';
import {
  putDecisions,
  putDefinitions,
  putInstances,
  putMessages,
  putScopes,
  putWaits,
  removeInstances,
  removeMessages,
  removeScopes,
  removeWaits,
  type InstanceRow,
} from './write-parts.ts';
import { joinParts, type Part } from './write-statement.ts';

/** The two fields of a tree that a store must answer for: see BrokerStore.hasInstanceStartedByMessage. */
type StartedTree = {
  readonly startedByCorrelationKey?: string;
  readonly processes?: Readonly<Record<string, { readonly bpmnProcessId: string }>>;
};

const toRow = (rootKey: string, tree: InstanceTree): InstanceRow => {
  const { startedByCorrelationKey, processes } = tree as StartedTree;
  return {
    root_key: rootKey,
    partition_id: partitionOf(rootKey),
    tree: JSON.stringify(tree),
    bpmn_process_id: processes?.[rootKey]?.bpmnProcessId ?? '',
    started_by_correlation_key: startedByCorrelationKey ?? null,
  };
};

const stateParts = (changes: Changes): Part[] => {
  const rows = changes.instances.flatMap(({ rootKey, tree }) => (tree === null ? [] : [toRow(rootKey, tree)]));
  const ended = changes.instances.flatMap(({ rootKey, tree }) => (tree === null ? [rootKey] : []));
  const { waits, closedWaits, messages, closedMessages, definitions } = changes;
  return [
    ...(rows.length > 0 ? [putInstances(rows)] : []),
    ...(ended.length > 0 ? [removeInstances(ended), removeScopes(ended)] : []),
    ...(waits.length > 0 ? [putWaits(waits)] : []),
    ...(closedWaits.length > 0 ? [removeWaits(closedWaits)] : []),
    ...(messages.length > 0 ? [putMessages(messages)] : []),
    ...(closedMessages.length > 0 ? [removeMessages(closedMessages)] : []),
    ...(definitions.length > 0 ? [putDefinitions(definitions), putDecisions(definitions)] : []),
  ];
};

/** Everything that one command changed, in one statement per partition (nearly always one). The caller's transaction holds it together. */
export const writeChanges = async (
  query: Query,
  changes: Changes,
  own: number,
  rootOf: (processInstanceKey: string) => string | undefined,
): Promise<void> => {
  const scopes = scopesOf(changes, rootOf);
  const parts = [...stateParts(changes), ...(scopes.length > 0 ? [putScopes(scopes)] : [])];
  const split = [...splitByPartition(changes.records, own, rootOf)];
  const statements = split.map(([partition, records], index) => [
    ...(index === 0 ? parts : []),
    ...appendRecords(partition, records),
  ]);
  for (const each of split.length > 0 ? statements : [parts]) {
    if (each.length === 0) continue;
    const { name, text, values } = joinParts(each);
    await query(name, text, values);
  }
};
