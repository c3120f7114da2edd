import type { JsonValue, Variables } from '../contracts/json.ts';
import type { VariableLookup } from '../expressions/expression.ts';
import type { Execution } from './execution.ts';
import { isSameJson } from './same-json.ts';
import type { ElementInstance, Tree } from './tree.ts';

/** The scopes that an element instance sees, its own first, up to its process instance. */
const findOwner = (tree: Tree, scopeKey: string, name: string): ElementInstance | undefined => {
  for (let scope = tree.elements[scopeKey]; scope; scope = tree.elements[scope.scopeKey])
    if (Object.hasOwn(scope.variables, name)) return scope;
  return undefined;
};

export const createLookup =
  (tree: Tree, scopeKey: string): VariableLookup =>
  (name) =>
    findOwner(tree, scopeKey, name)?.variables[name];

/** All variables visible from an element instance; local ones win. */
export const readVariables = (tree: Tree, scopeKey: string): Variables => {
  const layers: Variables[] = [];
  for (let scope = tree.elements[scopeKey]; scope; scope = tree.elements[scope.scopeKey]) layers.push(scope.variables);
  return Object.assign({}, ...layers.reverse()) as Variables;
};

const recordVariable = (x: Execution, tree: Tree, scope: ElementInstance, name: string, intent: string): void => {
  const process = tree.processes[scope.processInstanceKey];
  x.records.push({
    valueType: 'VARIABLE',
    intent,
    key: scope.variableKeys[name] ?? '',
    timestamp: x.now,
    value: {
      name,
      value: JSON.stringify(scope.variables[name]),
      scopeKey: scope.key,
      processInstanceKey: scope.processInstanceKey,
      processDefinitionKey: process?.definitionKey ?? '-1',
      bpmnProcessId: process?.bpmnProcessId ?? '',
      tenantId: '<default>',
    },
  });
};

/** Sets a variable in exactly this scope. An equal value is no change. */
export const setLocalVariable = (
  x: Execution,
  tree: Tree,
  scope: ElementInstance,
  name: string,
  value: JsonValue,
): void => {
  if (!Object.hasOwn(scope.variables, name)) {
    define(scope.variables, name, value);
    define(scope.variableKeys, name, x.keys.take());
    recordVariable(x, tree, scope, name, 'CREATED');
  } else if (!isSameJson(scope.variables[name] ?? null, value)) {
    scope.variables[name] = value;
    recordVariable(x, tree, scope, name, 'UPDATED');
  }
};
/** Also for names like "__proto__", which callers may choose. */
const define = <T>(target: Record<string, T>, name: string, value: T): void => {
  Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
};

export const setLocalVariables = (x: Execution, tree: Tree, scope: ElementInstance, variables: Variables): void => {
  for (const name of Object.keys(variables)) setLocalVariable(x, tree, scope, name, variables[name] ?? null);
};

/**
 * Each variable goes to the nearest scope that has another value of it, else to the process instance. A scope that has
 * the very same value does not hold it back: Zeebe's way, by which an equal value also appears further out.
 */
export const propagateVariables = (x: Execution, tree: Tree, scopeKey: string, variables: Variables): void => {
  for (const name of Object.keys(variables)) {
    const value = variables[name] ?? null;
    let scope = tree.elements[scopeKey];
    while (scope && scope.scopeKey !== '-1' && !holdsOther(scope, name, value)) scope = tree.elements[scope.scopeKey];
    if (scope) setLocalVariable(x, tree, scope, name, value);
  }
};
const holdsOther = ({ variables }: ElementInstance, name: string, value: JsonValue): boolean =>
  Object.hasOwn(variables, name) && !isSameJson(variables[name] ?? null, value);
