import { getElement, type ExecutableProcess } from '../../bpmn/executable-process.ts';
import type { EngineCommand } from '../../contracts/engine-command.ts';
import { childrenOf, type Site } from '../execution.ts';
import { invalidArgument } from '../reject.ts';
import type { ElementInstance, Tree } from '../tree.ts';
import { scopeIdsOf } from './activate-at.ts';

type Instructions = Extract<EngineCommand, { type: 'modifyInstance' }>['instructions'];
type Activation = Instructions['activate'][number];

const notActivated = new Set(['PROCESS', 'START_EVENT', 'BOUNDARY_EVENT']);

const isBehindEventGateway = (model: ExecutableProcess, elementId: string): boolean =>
  getElement(model, elementId).incoming.some(
    ({ sourceId }) => model.elements.get(sourceId)?.type === 'EVENT_BASED_GATEWAY',
  );

const checkElement = (model: ExecutableProcess, elementId: string): void => {
  const element = model.elements.get(elementId);
  if (!element) throw invalidArgument(`Process ${model.id} has no element ${elementId}`);
  if (notActivated.has(element.type))
    throw invalidArgument(`Element ${elementId} is a ${element.type}, which cannot be activated by a modification`);
  if (isBehindEventGateway(model, elementId))
    throw invalidArgument(`Element ${elementId} belongs to an event-based gateway; activate the gateway`);
};

const checkVariables = (model: ExecutableProcess, { elementId, variables = [] }: Activation): void => {
  const scopes = scopeIdsOf(model, elementId);
  for (const { scopeId = '' } of variables) {
    if (scopeId !== '' && !model.elements.has(scopeId))
      throw invalidArgument(`Process ${model.id} has no element ${scopeId} to hold variables`);
    if (scopeId !== '' && scopeId !== elementId && !scopes.includes(scopeId))
      throw invalidArgument(`Element ${scopeId} is not around ${elementId}; its variables cannot be set with it`);
  }
};

const checkAncestor = ({ tree, process, instance }: Site, elementId: string, key: string): void => {
  const ancestor = tree.elements[key];
  if (ancestor?.state !== 'activated') throw invalidArgument(`Element instance ${key} does not exist or is not active`);
  if (ancestor.processInstanceKey !== instance.key)
    throw invalidArgument(`Element instance ${key} does not belong to process instance ${instance.key}`);
  if (!scopeIdsOf(process, elementId).includes(ancestor.elementId))
    throw invalidArgument(`Element ${ancestor.elementId} is not around ${elementId}`);
};

/** Instances of a scope inside another one; of a multi-instance, its inner instances. */
const scopesInside = (tree: Tree, parent: ElementInstance, elementId: string): readonly ElementInstance[] =>
  childrenOf(tree, parent.key)
    .filter((child) => child.elementId === elementId && child.state === 'activated')
    .flatMap((child) => (child.isBody ? childrenOf(tree, child.key) : [child]));

/** Without an ancestor there must be at most one instance of each scope, and no multi-instance that is not there yet. */
const checkScopes = (
  { tree, process, instance }: Site,
  { elementId, ancestorElementInstanceKey }: Activation,
): void => {
  let scope: ElementInstance | undefined = instance;
  const ancestor = tree.elements[ancestorElementInstanceKey ?? ''];
  const ids = scopeIdsOf(process, elementId).slice(1);
  const inner = ancestor ? ids.slice(ids.indexOf(ancestor.elementId) + 1) : ids;
  if (ancestor) scope = undefined;
  for (const id of inner) {
    const found: readonly ElementInstance[] = scope ? scopesInside(tree, scope, id) : [];
    if (found.length > 1)
      throw invalidArgument(`Element ${id} has several active instances; name the one that is to hold ${elementId}`);
    if (found.length === 0 && getElement(process, id).loop)
      throw invalidArgument(`Element ${id} is a multi-instance, which cannot be activated for what is inside it`);
    scope = found[0];
  }
};

/**
 * Zeebe's conditions of a modification.
 * @param site of the process instance
 * @throws CommandRejected INVALID_ARGUMENT
 */
export const checkModification = (site: Site, { activate, terminate }: Instructions): void => {
  for (const { elementId } of activate) checkElement(site.process, elementId);
  for (const { elementInstanceKey } of terminate)
    if (!site.tree.elements[elementInstanceKey])
      throw invalidArgument(`Element instance ${elementInstanceKey} is not active`);
  for (const activation of activate) {
    checkVariables(site.process, activation);
    const { elementId, ancestorElementInstanceKey } = activation;
    if (ancestorElementInstanceKey !== undefined) checkAncestor(site, elementId, ancestorElementInstanceKey);
    checkScopes(site, activation);
  }
};
