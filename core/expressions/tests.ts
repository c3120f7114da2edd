import { comparisonOf, equality } from './comparison.ts';
import { type Evaluate, isError } from './evaluation-helpers.ts';
import { isSameValue } from './equality.ts';
import { compareValues, isComparable } from './ordering.ts';
import { INPUT, INPUT_SYMBOL, InnerScope, type Scope } from './scope.ts';
import type { Comparison, RangeNode } from './syntax.ts';
import { EvaluationFailure, isList, kindOf, type Value } from './value.ts';

/** Thrown where `?` has no meaning yet; not an error of its own, so that it costs no stack trace. */
const NO_INPUT = new EvaluationFailure("No input value available. '?' can only be used inside a unary test.");

const inputOf = (scope: Scope): Value => scope.variable(INPUT) ?? null;

export const evaluateInputSymbol: Evaluate = (scope) => {
  const input = scope.variable(INPUT_SYMBOL);
  if (input === undefined) throw NO_INPUT;
  return input;
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
  if (result === false || isList(result)) return false;
  return isEqual === null ? null : false;
};

/** First without, then, when the expression asks for it, with a meaning of `?`. */
export const compileTest =
  (expression: Evaluate): Evaluate =>
  (scope) => {
    try {
      return holds(inputOf(scope), expression(scope));
    } catch (failure) {
      if (failure !== NO_INPUT) throw failure;
      const result = expression(withInputSymbol(scope));
      return typeof result === 'boolean' ? result : null;
    }
  };

export const compileIn =
  (value: Evaluate, test: Evaluate): Evaluate =>
  (scope) => {
    const input = value(scope);
    return isError(input) ? input : test(new InnerScope(scope, new Map([[INPUT, input]])));
  };
