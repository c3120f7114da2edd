import { comparisonOf, equality } from './comparison.ts';
import { type Evaluate, isError, isFatal } from './evaluation-helpers.ts';
import { isSameValue } from './equality.ts';
import { compareValues, isComparable } from './ordering.ts';
import { INPUT, INPUT_SYMBOL, InnerScope, type Scope } from './scope.ts';
import type { Comparison, RangeNode } from './syntax.ts';
import { FatalError, FeelFunction, isList, kindOf, type Value } from './value.ts';

const NO_INPUT = new FatalError("No input value available. '?' can only be used inside an unary-test expression.");

const inputOf = (scope: Scope): Value => scope.variable(INPUT) ?? null;

export const evaluateInputSymbol: Evaluate = (scope) => {
  const input = scope.variable(INPUT_SYMBOL);
  return input === undefined ? NO_INPUT : input;
};

export const compileInputCompared = (operator: Comparison, value: Evaluate): Evaluate => {
  const compare = comparisonOf(operator);
  return (scope) => compare(inputOf(scope), value(scope));
};

export const compileInputInRange =
  (range: RangeNode, start: Evaluate, end: Evaluate): Evaluate =>
  (scope) => {
    const values = [inputOf(scope), start(scope), end(scope)] as const;
    const [input, from, to] = values;
    if (!values.every((value) => isComparable(value) && kindOf(value) === kindOf(input))) return null;
    const [low, high] = [compareValues(input, from), compareValues(input, to)];
    return (range.isStartClosed ? low >= 0 : low > 0) && (range.isEndClosed ? high <= 0 : high < 0);
  };

const withInputSymbol = (scope: Scope): Scope => new InnerScope(scope, new Map([[INPUT_SYMBOL, inputOf(scope)]]));

/** The result as a test: true, a list that holds the input, or a value equal to it. */
const holds = (input: Value, result: Value): Value => {
  if (result === true) return true;
  if (isList(result) && result.some((item) => isSameValue(item, input))) return true;
  const isEqual = equality(input, result);
  if (isEqual === true) return true;
  // A false result of a test that does not ask for `?` is compared like any value: null for an input of another type.
  return isList(result) || isError(isEqual) ? false : isEqual;
};

/** First without, then, when the expression asks for it, with a meaning of `?`. */
export const compileTest =
  (expression: Evaluate): Evaluate =>
  (scope) => {
    const result = expression(scope);
    if (!isFatal(result)) return holds(inputOf(scope), result);
    const second = expression(withInputSymbol(scope));
    return typeof second === 'boolean' ? second : null;
  };

export const compileIn =
  (value: Evaluate, test: Evaluate): Evaluate =>
  (scope) => {
    const input = value(scope);
    // A function is no variable, so that the input of the test is missing.
    const known = input instanceof FeelFunction ? null : input;
    return isError(input) ? input : test(new InnerScope(scope, new Map([[INPUT, known]])));
  };
