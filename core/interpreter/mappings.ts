import type { VariableMapping } from '../bpmn/executable-process.ts';
import type { JsonValue, Variables } from '../contracts/json.ts';
import type { VariableLookup } from '../expressions/expression.ts';
import { evaluateWith, type Scope } from './evaluate.ts';
import { createLookup } from './variables.ts';

const isObject = (value: JsonValue | undefined): value is Variables =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Puts a value at the end of a path, on copies of the objects it passes; null where something else stands in its way. */
const withPath = (base: JsonValue | undefined, path: readonly string[], value: JsonValue): JsonValue => {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (base !== undefined && base !== null && !isObject(base)) return null;
  const copy: Variables = isObject(base) ? { ...base } : {};
  copy[name] = withPath(copy[name], rest, value);
  return copy;
};

/**
 * Evaluates mappings in order; a later source sees the targets before it.
 * @param keepExisting outputs: a path into an existing object changes it; inputs start from nothing
 * @throws ElementFailure IO_MAPPING_ERROR
 */
export const evaluateMappings = (
  scope: Scope,
  mappings: readonly VariableMapping[],
  keepExisting: boolean,
): Variables => {
  const outer = createLookup(scope.tree, scope.scopeKey);
  const result: Variables = {};
  const lookup: VariableLookup = (name) => (Object.hasOwn(result, name) ? result[name] : outer(name));
  for (const { source, target } of mappings) {
    const value = evaluateWith(scope, source, lookup, 'IO_MAPPING_ERROR');
    const [name = '', ...path] = target.split('.');
    const base = Object.hasOwn(result, name) ? result[name] : keepExisting ? outer(name) : undefined;
    result[name] = path.length === 0 ? value : withPath(base, path, value);
  }
  return result;
};
