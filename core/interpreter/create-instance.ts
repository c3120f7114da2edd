import type { ExecutableProcess } from '../bpmn/executable-process.ts';
import type { Variables } from '../contracts/json.ts';
import type { StoredDefinition } from './api.ts';
import type { Execution } from './execution.ts';
import { begin } from './lifecycle.ts';
import type { ElementInstance, Tree } from './tree.ts';

export type NewInstance = {
  readonly key: string;
  readonly definition: Pick<StoredDefinition, 'key' | 'id' | 'version'>;
  readonly model: ExecutableProcess;
  readonly variables: Variables;
  /** Start event that something has triggered, with what it brought. */
  readonly trigger?: ElementInstance['trigger'];
  readonly isStartless?: true;
  readonly parent?: { readonly processInstanceKey: string; readonly elementInstanceKey: string };
};

/** Begins a process instance in a tree. One step: reserve keys for its variables first. */
export const beginProcessInstance = (x: Execution, tree: Tree, spec: NewInstance): void => {
  const { key, definition, parent } = spec;
  x.models.set(definition.key, spec.model);
  tree.processes[key] = {
    key,
    definitionKey: definition.key,
    bpmnProcessId: definition.id,
    version: definition.version,
    parentProcessInstanceKey: parent?.processInstanceKey ?? '-1',
    parentElementInstanceKey: parent?.elementInstanceKey ?? '-1',
  };
  x.openedProcessInstances.push({ key, rootKey: tree.rootKey });
  const instance: ElementInstance = {
    key,
    elementId: spec.model.id,
    scopeKey: '-1',
    processInstanceKey: key,
    state: 'activating',
    variables: {},
    variableKeys: {},
    children: 0,
    flows: 0,
    ...(spec.trigger && { trigger: spec.trigger }),
    ...(spec.isStartless && { isStartless: true }),
  };
  begin(x, tree, instance, spec.variables);
};
