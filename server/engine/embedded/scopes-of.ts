import type { Changes } from '../../../core/interpreter/api.ts';
import type { NewRecord } from '../../../core/contracts/engine-record.ts';

export type Scope = { readonly key: string; readonly rootKey: string };

const containers = new Set(['SUB_PROCESS', 'EVENT_SUB_PROCESS', 'MULTI_INSTANCE_BODY', 'CALL_ACTIVITY']);
const begins = new Set(['ELEMENT_ACTIVATING', 'ELEMENT_ACTIVATED']);

const isContainer = ({ valueType, intent, value }: NewRecord): boolean =>
  valueType === 'PROCESS_INSTANCE' && begins.has(intent) && containers.has(String(value['bpmnElementType']));

/**
 * Keys that must lead to their tree though nothing waits there: process instances and elements that contain others
 * (variables may be set on them). What waits is found by its wait, a root by itself.
 */
export const scopesOf = (changes: Changes, rootOf: (processInstanceKey: string) => string | undefined): Scope[] => {
  const scopes = new Map<string, string>();
  for (const { key, rootKey } of changes.openedProcessInstances) scopes.set(key, rootKey);
  for (const record of changes.records) {
    if (!isContainer(record)) continue;
    const rootKey = rootOf(String(record.value['processInstanceKey']));
    if (rootKey !== undefined) scopes.set(record.key, rootKey);
  }
  const ended = new Set(changes.instances.flatMap(({ rootKey, tree }) => (tree === null ? [rootKey] : [])));
  return [...scopes]
    .filter(([key, rootKey]) => key !== rootKey && !ended.has(rootKey))
    .map(([key, rootKey]) => ({ key, rootKey }));
};
