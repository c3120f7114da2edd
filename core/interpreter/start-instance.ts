import type { Variables } from '../contracts/json.ts';
import { beginProcessInstance, type NewInstance } from './create-instance.ts';
import { loadModel, type Session } from './session.ts';
import { createTree, type Tree } from './tree.ts';

export type StartOptions = Pick<NewInstance, 'trigger' | 'isStartless'> & {
  readonly variables?: Variables;
  readonly startedByCorrelationKey?: string;
};

/** Creates a root process instance; it begins as the next step. @returns its key */
export const startInstance = async (
  session: Session,
  definitionKey: string,
  { variables = {}, startedByCorrelationKey, ...spec }: StartOptions,
): Promise<string> => {
  const { x } = session;
  const model = await loadModel(session, definitionKey);
  const definition = await session.store.findDefinition(definitionKey);
  if (!definition) throw new Error(`Definition ${definitionKey} is gone`);
  await x.keys.reserve(1);
  const key = x.keys.take();
  const tree: Tree = createTree(key, startedByCorrelationKey);
  x.trees.set(key, tree);
  recordCreation(session, definition, key, variables);
  x.push({
    keys: Object.keys(variables).length + Object.keys(spec.trigger?.variables ?? {}).length + model.keyBound,
    run: () => {
      beginProcessInstance(x, tree, { key, definition, model, variables, ...spec });
    },
  });
  return key;
};

const recordCreation = (
  { x }: Session,
  definition: { readonly id: string; readonly version: number; readonly key: string },
  processInstanceKey: string,
  variables: Variables,
): void => {
  x.records.push({
    valueType: 'PROCESS_INSTANCE_CREATION',
    intent: 'CREATED',
    key: processInstanceKey,
    timestamp: x.now,
    value: {
      bpmnProcessId: definition.id,
      version: definition.version,
      processDefinitionKey: definition.key,
      processInstanceKey,
      variables,
      tenantId: '<default>',
    },
  });
};
