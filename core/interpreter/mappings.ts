import type { VariableMapping } from '../bpmn/executable-process.ts';
import type { JsonValue, Variables } from '../contracts/json.ts';
import type { VariableLookup } from '../expressions/expression.ts';
import { evaluateWith, type Scope } from './evaluate.ts';
import { createLookup } from './variables.ts';

const isObject = (value: JsonValue | undefined): value is Variables =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Mappings to one name: what is put there itself, and what goes into the object there, in the order of first mention. */
type Target = { source?: string; readonly inner: Map<string, Target> };

const targetsOf = (mappings: readonly VariableMapping[]): Target => {
  const root: Target = { inner: new Map() };
  for (const { source, target } of mappings) {
    let place = root;
    for (const name of target.split('.')) {
      const next = place.inner.get(name) ?? { inner: new Map<string, Target>() };
      place.inner.set(name, next);
      place = next;
    }
    // what was put into it before is gone with a value of its own
    place.inner.clear();
    place.source = source;
  }
  return root;
};

/** A lookup that sees what a context already holds before what is around it. */
const within =
  (context: Variables, outer: VariableLookup): VariableLookup =>
  (name) =>
    Object.hasOwn(context, name) ? context[name] : outer(name);

const evaluateInner = (scope: Scope, target: Target, base: JsonValue | undefined, outer: VariableLookup): JsonValue => {
  if (base !== undefined && base !== null && !isObject(base)) return null;
  const made: Variables = {};
  for (const [name, inner] of target.inner)
    made[name] = evaluateTarget(scope, inner, base?.[name], within(made, outer));
  return { ...base, ...made };
};

const evaluateTarget = (
  scope: Scope,
  target: Target,
  base: JsonValue | undefined,
  lookup: VariableLookup,
): JsonValue => {
  const own = target.source === undefined ? base : evaluateWith(scope, target.source, lookup, 'IO_MAPPING_ERROR');
  return target.inner.size === 0 ? (own ?? null) : evaluateInner(scope, target, own, lookup);
};

/**
 * Evaluates mappings as one FEEL context: a later source sees the targets before it, and those beside it in the object
 * that it is put into, but not the half-made object itself.
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
  for (const [name, target] of targetsOf(mappings).inner)
    result[name] = evaluateTarget(scope, target, keepExisting ? outer(name) : undefined, within(result, outer));
  return result;
};
