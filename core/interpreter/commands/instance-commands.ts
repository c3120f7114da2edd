import type { CommandAnswer, EngineCommand } from '../../contracts/engine-command.ts';
import type { StoredDefinition } from '../api.ts';
import { pushTermination } from '../push-steps.ts';
import { invalidArgument, invalidState, notFound } from '../reject.ts';
import { loadModel, loadTree, type Session } from '../session.ts';
import { startInstance } from '../start-instance.ts';
import type { Tree } from '../tree.ts';
import { propagateVariables, setLocalVariables } from '../variables.ts';
import { activateAt } from './activate-at.ts';

type Command<T extends EngineCommand['type']> = Extract<EngineCommand, { type: T }>;

const getDefinition = async ({ store }: Session, command: Command<'createInstance'>): Promise<StoredDefinition> => {
  const { processDefinitionKey, bpmnProcessId } = command;
  const found =
    processDefinitionKey !== undefined
      ? await store.findDefinition(processDefinitionKey)
      : await store.findLatestDefinition('process', bpmnProcessId ?? '');
  if (found?.kind !== 'process') throw notFound('Process', processDefinitionKey ?? bpmnProcessId ?? '');
  return found;
};

export const createInstance = async (session: Session, command: Command<'createInstance'>): Promise<CommandAnswer> => {
  const { x } = session;
  const definition = await getDefinition(session, command);
  const model = await loadModel(session, definition.key);
  const { variables, startElementIds = [] } = command;
  const unknown = startElementIds.find((id) => !model.elements.has(id));
  if (unknown !== undefined) throw invalidArgument(`Process ${definition.id} has no element ${unknown}`);
  const hasNoneStart = model.elements
    .get(model.id)
    ?.startIds.some((id) => model.elements.get(id)?.eventType === 'NONE');
  if (startElementIds.length === 0 && !hasNoneStart)
    throw invalidState(
      `Process ${definition.id} has no none start event; it starts by a message, signal or timer only`,
    );
  const key = await startInstance(session, definition.key, {
    variables,
    ...(startElementIds.length > 0 && { isStartless: true }),
  });
  const tree = x.trees.get(key);
  for (const elementId of startElementIds)
    if (tree)
      x.push({
        keys: 64,
        run: () => {
          activateAt(x, tree, key, { elementId });
        },
      });
  return { processInstanceKey: key, processDefinitionKey: definition.key };
};

const getTree = async (session: Session, key: string, what: string): Promise<Tree> => {
  const rootKey = await session.store.findRoot(key);
  const tree = rootKey === undefined ? undefined : await loadTree(session, rootKey);
  if (!tree?.elements[key]) throw notFound(what, key);
  return tree;
};

export const getProcessInstance = async (session: Session, key: string): Promise<Tree> => {
  const tree = await getTree(session, key, 'Process instance');
  if (!tree.processes[key]) throw notFound('Process instance', key);
  return tree;
};

export const cancelInstance = async (
  session: Session,
  { processInstanceKey }: Command<'cancelInstance'>,
): Promise<CommandAnswer> => {
  const tree = await getProcessInstance(session, processInstanceKey);
  if (tree.rootKey !== processInstanceKey)
    throw invalidState(
      `Process instance ${processInstanceKey} was called by ${tree.rootKey}; only that one can be cancelled`,
    );
  pushTermination(session.x, tree, processInstanceKey);
  return {};
};

export const setVariables = async (session: Session, command: Command<'setVariables'>): Promise<CommandAnswer> => {
  const { x } = session;
  const { elementInstanceKey, variables, local } = command;
  const tree = await getTree(session, elementInstanceKey, 'Element instance');
  const scope = tree.elements[elementInstanceKey];
  if (!scope) throw notFound('Element instance', elementInstanceKey);
  await x.keys.reserve(Object.keys(variables).length + 1);
  if (local) setLocalVariables(x, tree, scope, variables);
  else propagateVariables(x, tree, elementInstanceKey, variables);
  x.records.push({
    valueType: 'VARIABLE_DOCUMENT',
    intent: 'UPDATED',
    key: x.keys.take(),
    timestamp: x.now,
    value: {
      scopeKey: elementInstanceKey,
      updateSemantics: local ? 'LOCAL' : 'PROPAGATE',
      variables,
      tenantId: '<default>',
    },
  });
  return {};
};
