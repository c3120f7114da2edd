import { equalValues } from './equality.ts';
import { type Evaluate, isError } from './evaluation-helpers.ts';
import { compareValues, isComparable } from './ordering.ts';
import type { Comparison } from './syntax.ts';
import { kindOf, type Value } from './value.ts';

/** Equality as an operator: an error stays one. */
export const equality = (a: Value, b: Value): Value => {
  if (isError(a)) return a;
  return isError(b) ? b : equalValues(a, b);
};

type Order = Exclude<Comparison, '='>;

const HOLDS: { readonly [operator in Order]: (order: number) => boolean } = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** Values of different types, or without an order, compare to null. */
const ordered = (a: Value, b: Value, holds: (order: number) => boolean): Value => {
  if (isError(a)) return a;
  if (isError(b)) return b;
  if (!isComparable(a) || !isComparable(b) || kindOf(a) !== kindOf(b)) return null;
  return holds(compareValues(a, b));
};

export type Compare = (a: Value, b: Value) => Value;

const FAST: { readonly [operator in Order]: (a: number, b: number) => boolean } = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

export const comparisonOf = (operator: Comparison): Compare => {
  if (operator === '=') return (a, b) => (typeof a === 'string' && typeof b === 'string' ? a === b : equality(a, b));
  const holds = HOLDS[operator];
  const fast = FAST[operator];
  return (a, b) => (typeof a === 'number' && typeof b === 'number' ? fast(a, b) : ordered(a, b, holds));
};

export const compileComparison = (operator: Comparison, left: Evaluate, right: Evaluate): Evaluate => {
  const compare = comparisonOf(operator);
  return (scope) => compare(left(scope), right(scope));
};
