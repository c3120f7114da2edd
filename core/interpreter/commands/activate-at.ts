import { getElement, type ExecutableProcess } from '../../bpmn/executable-process.ts';
import type { Variables } from '../../contracts/json.ts';
import { childrenOf, modelOf, type Execution } from '../execution.ts';
import { begin } from '../lifecycle.ts';
import { pushActivation } from '../push-steps.ts';
import type { ElementInstance, Tree } from '../tree.ts';
import { setLocalVariables } from '../variables.ts';

export type ActivationTarget = {
  readonly elementId: string;
  /** Element instance that is to hold it, where there are several. */
  readonly ancestorKey?: string;
  /** Local variables by the id of the scope. */
  readonly variables?: ReadonlyMap<string, Variables>;
};

/** Scopes around an element, the process first. */
export const scopeIdsOf = (model: ExecutableProcess, elementId: string): readonly string[] => {
  const ids: string[] = [];
  for (let id = getElement(model, elementId).scopeId; id !== ''; id = getElement(model, id).scopeId) ids.unshift(id);
  return ids;
};

const newScope = (x: Execution, tree: Tree, parent: ElementInstance, elementId: string): ElementInstance => {
  parent.children += 1;
  const instance: ElementInstance = {
    key: x.keys.take(),
    elementId,
    scopeKey: parent.key,
    processInstanceKey: parent.processInstanceKey,
    state: 'activating',
    variables: {},
    variableKeys: {},
    children: 0,
    flows: 0,
    isStartless: true,
  };
  begin(x, tree, instance);
  return instance;
};

/** The scope with this id on the way from an element instance to its process. */
const findAround = (tree: Tree, key: string | undefined, elementId: string): ElementInstance | undefined => {
  for (let scope = tree.elements[key ?? '']; scope; scope = tree.elements[scope.scopeKey])
    if (scope.elementId === elementId && !scope.isBody) return scope;
  return undefined;
};

/** The only active one inside, where none is named; of a multi-instance one of its inner instances. */
const findInside = (tree: Tree, parent: ElementInstance, elementId: string): ElementInstance | undefined => {
  const found = childrenOf(tree, parent.key).find(
    (child) => child.elementId === elementId && child.state === 'activated',
  );
  return found?.isBody ? findInside(tree, found, elementId) : found;
};

const enter = (
  x: Execution,
  tree: Tree,
  parent: ElementInstance,
  elementId: string,
  ancestorKey: string | undefined,
): ElementInstance =>
  (ancestorKey === undefined ? findInside(tree, parent, elementId) : findAround(tree, ancestorKey, elementId)) ??
  newScope(x, tree, parent, elementId);

/** Begins an element of a running process instance, with the scopes around it that are not there yet. */
export const activateAt = (x: Execution, tree: Tree, processInstanceKey: string, target: ActivationTarget): void => {
  const model = modelOf(x, tree, processInstanceKey);
  const root = tree.elements[processInstanceKey];
  if (root?.state !== 'activated') return;
  let scope = root;
  for (const id of scopeIdsOf(model, target.elementId)) {
    if (id !== model.id) scope = enter(x, tree, scope, id, target.ancestorKey);
    setLocalVariables(x, tree, scope, target.variables?.get(id) ?? {});
  }
  pushActivation(x, tree, {
    elementId: target.elementId,
    scopeKey: scope.key,
    key: x.keys.take(),
    ...(getElement(model, target.elementId).loop && { isBody: true as const }),
    variables: target.variables?.get(target.elementId) ?? {},
  });
};
