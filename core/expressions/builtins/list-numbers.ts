import {
  addNumbers,
  compareNumbers,
  divideNumbers,
  multiplyNumbers,
  raiseToWhole,
  subtractNumbers,
} from '../decimal-arithmetic.ts';
import { error } from '../evaluation-helpers.ts';
import { toDouble, numberFromDouble } from '../number-conversion.ts';
import { type FeelFunction, type FeelNumber, isList, isNumber, kindOf, type Value } from '../value.ts';
import { defineVariadic, type Functions } from './define.ts';

/** A statistic of numbers: `empty` without any, an error when one is something else. */
const onNumbers = (empty: Value, apply: (numbers: readonly FeelNumber[]) => Value): FeelFunction =>
  defineVariadic(['list'], (list = null) => {
    if (!isList(list)) return undefined;
    if (list.length === 0) return empty;
    const stranger = list.find((item) => !isNumber(item));
    if (stranger !== undefined) return error(`expected number but found '${kindOf(stranger)}'`);
    return apply(list as readonly FeelNumber[]);
  });

/** @param numbers at least one */
const total = (numbers: readonly FeelNumber[]): FeelNumber => numbers.reduce((sum, value) => addNumbers(sum, value));

const mean = (numbers: readonly FeelNumber[]): FeelNumber => divideNumbers(total(numbers), numbers.length);

const sorted = (numbers: readonly FeelNumber[]): readonly FeelNumber[] => [...numbers].sort(compareNumbers);

const median = (numbers: readonly FeelNumber[]): FeelNumber => {
  const inOrder = sorted(numbers);
  const middle = Math.floor(inOrder.length / 2);
  const upper = inOrder[middle] ?? 0;
  return inOrder.length % 2 === 1 ? upper : divideNumbers(addNumbers(inOrder[middle - 1] ?? 0, upper), 2);
};

/** @throws RangeError for a single number: this ends the evaluation */
const standardDeviation = (numbers: readonly FeelNumber[]): FeelNumber => {
  const average = mean(numbers);
  const squares = numbers.map((value) => raiseToWhole(subtractNumbers(value, average), 2));
  return numberFromDouble(Math.sqrt(toDouble(divideNumbers(total(squares), numbers.length - 1))));
};

/** The most frequent numbers, smallest first. */
const mode = (numbers: readonly FeelNumber[]): Value => {
  const runs: { value: FeelNumber; count: number }[] = [];
  for (const value of sorted(numbers)) {
    const last = runs.at(-1);
    if (last && compareNumbers(last.value, value) === 0) last.count += 1;
    else runs.push({ value, count: 1 });
  }
  const most = Math.max(...runs.map(({ count }) => count));
  return runs.filter(({ count }) => count === most).map(({ value }) => value);
};

export const listNumberFunctions: Functions = {
  sum: [onNumbers(null, total)],
  product: [onNumbers(null, (numbers) => numbers.reduce((a, b) => multiplyNumbers(a, b)))],
  mean: [onNumbers(null, mean)],
  median: [onNumbers(null, median)],
  stddev: [onNumbers(null, standardDeviation)],
  mode: [onNumbers([], mode)],
};
