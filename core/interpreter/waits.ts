import type { Wait } from './api.ts';
import type { Execution } from './execution.ts';
import type { Tree } from './tree.ts';

type Details = Pick<Wait, 'key' | 'kind' | 'elementId'> &
  Partial<Pick<Wait, 'name' | 'correlationKey' | 'dueAt' | 'retries'>>;

/** Makes something of an element instance findable from outside, or changes how it is found. */
export const openWait = (x: Execution, tree: Tree, elementInstanceKey: string, details: Details): void => {
  const instance = tree.elements[elementInstanceKey];
  const process = instance && tree.processes[instance.processInstanceKey];
  x.waits.set(details.key, {
    rootKey: tree.rootKey,
    processDefinitionKey: process?.definitionKey ?? '-1',
    bpmnProcessId: process?.bpmnProcessId ?? '',
    processInstanceKey: instance?.processInstanceKey ?? null,
    elementInstanceKey,
    name: '',
    correlationKey: null,
    dueAt: null,
    retries: null,
    ...details,
  });
};
export const closeWait = (x: Execution, key: string): void => {
  x.waits.set(key, null);
};
