import { type Evaluate, isFatal } from './evaluation-helpers.ts';
import type { Scope } from './scope.ts';
import type { Value } from './value.ts';

const booleanOrNull = (value: Value): boolean | null => (typeof value === 'boolean' ? value : null);

/** Three-valued: true as soon as one is true, null when one is no boolean, else false. */
export const anyTrue = (results: Iterable<Value>): boolean | null => {
  let sum: boolean | null = false;
  for (const result of results) {
    const next = booleanOrNull(result);
    if (next === true) return true;
    if (next === null) sum = null;
  }
  return sum;
};

/** Three-valued: false as soon as one is false, null when one is no boolean, else true. */
export const allTrue = (results: Iterable<Value>): boolean | null => {
  let product: boolean | null = true;
  for (const result of results) {
    const next = booleanOrNull(result);
    if (next === false) return false;
    if (next === null) product = null;
  }
  return product;
};

/** The results one by one, as operators take them: a fatal error among them is the result, unless it is decided before. */
const foldResults = (results: Iterable<Value>, deciding: boolean): Value => {
  let folded: boolean | null = !deciding;
  for (const result of results) {
    if (isFatal(result)) return result;
    const next = booleanOrNull(result);
    if (next === deciding) return deciding;
    if (next === null) folded = null;
  }
  return folded;
};

export const anyHolds = (results: Iterable<Value>): Value => foldResults(results, true);
export const allHold = (results: Iterable<Value>): Value => foldResults(results, false);

const compileBoth =
  (left: Evaluate, right: Evaluate, deciding: boolean): Evaluate =>
  (scope) => {
    const first = left(scope);
    if (first === deciding || isFatal(first)) return first;
    const second = right(scope);
    if (second === deciding || isFatal(second)) return second;
    return typeof first === 'boolean' && typeof second === 'boolean' ? !deciding : null;
  };

export const compileOr = (left: Evaluate, right: Evaluate): Evaluate => compileBoth(left, right, true);
export const compileAnd = (left: Evaluate, right: Evaluate): Evaluate => compileBoth(left, right, false);

export const compileNot =
  (operand: Evaluate): Evaluate =>
  (scope) => {
    const value = operand(scope);
    return typeof value === 'boolean' ? !value : isFatal(value) ? value : null;
  };

/** A condition that is not true, null included, takes the other branch. */
export const compileIf =
  (condition: Evaluate, then: Evaluate, otherwise: Evaluate): Evaluate =>
  (scope) => {
    const isMet = condition(scope);
    if (isFatal(isMet)) return isMet;
    return isMet === true ? then(scope) : otherwise(scope);
  };

function* each(tests: readonly Evaluate[], scope: Scope): Generator<Value> {
  for (const test of tests) yield test(scope);
}

export const compileAnyOf =
  (tests: readonly Evaluate[]): Evaluate =>
  (scope) =>
    anyHolds(each(tests, scope));
