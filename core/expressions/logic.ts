import { type Evaluate, nullOnError } from './evaluation-helpers.ts';
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

export const compileOr =
  (left: Evaluate, right: Evaluate): Evaluate =>
  (scope) => {
    const first = booleanOrNull(left(scope));
    if (first === true) return true;
    const second = booleanOrNull(right(scope));
    return second === true ? true : first === null ? null : second;
  };

export const compileAnd =
  (left: Evaluate, right: Evaluate): Evaluate =>
  (scope) => {
    const first = booleanOrNull(left(scope));
    if (first === false) return false;
    const second = booleanOrNull(right(scope));
    return second === false ? false : first === null ? null : second;
  };

export const compileNot =
  (operand: Evaluate): Evaluate =>
  (scope) => {
    const value = nullOnError(operand(scope));
    return typeof value === 'boolean' ? !value : null;
  };

/** A condition that is not true, null included, takes the other branch. */
export const compileIf =
  (condition: Evaluate, then: Evaluate, otherwise: Evaluate): Evaluate =>
  (scope) =>
    condition(scope) === true ? then(scope) : otherwise(scope);

function* each(tests: readonly Evaluate[], scope: Scope): Generator<Value> {
  for (const test of tests) yield test(scope);
}

export const compileAnyOf =
  (tests: readonly Evaluate[]): Evaluate =>
  (scope) =>
    anyTrue(each(tests, scope));
