import { type RoundingMode, setScale } from '../decimal.ts';
import { decimalOf } from '../decimal-of.ts';
import { addNumbers, compareNumbers, negateNumber, simplify } from '../decimal-arithmetic.ts';
import { error } from '../evaluation-helpers.ts';
import { exponential, logarithm } from '../exact-functions.ts';
import { numberFromDouble, toDouble, toInt } from '../number-conversion.ts';
import { remainderOf } from '../remainder.ts';
import { durationOfMonths, durationOfNanos } from '../temporal/durations.ts';
import { DaysTimeDuration, YearsMonthsDuration } from '../temporal/temporal-value.ts';
import { type FeelFunction, type FeelNumber, isNumber, type Value } from '../value.ts';
import { define, type Functions } from './define.ts';

/** More digits than this show in no text that anybody reads, and are not written. */
const MOST_SCALE = 10_000;

const round = (value: FeelNumber, scale: FeelNumber, mode: RoundingMode): Value => {
  if (toInt(scale) > MOST_SCALE) return value;
  try {
    return simplify(setScale(decimalOf(value), toInt(scale), mode));
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    return error(`Failed to apply rounding mode '${mode}': ${cause.message}`);
  }
};

const onNumber = (parameter: string, apply: (value: FeelNumber) => Value): FeelFunction =>
  define([parameter], (value = null) => (isNumber(value) ? apply(value) : undefined));

const onNumbers = (parameters: readonly string[], apply: (a: FeelNumber, b: FeelNumber) => Value): FeelFunction =>
  define(parameters, (a = null, b = null) => (isNumber(a) && isNumber(b) ? apply(a, b) : undefined));

/** The engine calls the second parameter `scala` in two of them. */
const rounding = (mode: RoundingMode, scale = 'scale'): FeelFunction =>
  onNumbers(['n', scale], (value, digits) => round(value, digits, mode));

const MODES: ReadonlySet<string> = new Set([
  'UP',
  'DOWN',
  'CEILING',
  'FLOOR',
  'HALF_UP',
  'HALF_DOWN',
  'HALF_EVEN',
  'UNNECESSARY',
]);

const isMode = (text: string): text is RoundingMode => MODES.has(text);

const roundByMode = define(['n', 'scale', 'mode'], (value = null, scale = null, mode = null) => {
  if (!isNumber(value) || !isNumber(scale) || typeof mode !== 'string') return undefined;
  const upper = mode.toUpperCase();
  return isMode(upper) ? round(value, scale, upper) : error(`Illegal argument '${mode}' for rounding mode`);
});

const absoluteNumber = (value: FeelNumber): FeelNumber => (compareNumbers(value, 0) < 0 ? negateNumber(value) : value);

const absolute = (parameter: string): FeelFunction =>
  define([parameter], (value = null) => {
    if (isNumber(value)) return absoluteNumber(value);
    if (value instanceof YearsMonthsDuration) return durationOfMonths(Math.abs(value.months));
    if (!(value instanceof DaysTimeDuration)) return undefined;
    return durationOfNanos(value.nanos < 0n ? -value.nanos : value.nanos);
  });

/** @throws RangeError when the divisor is zero or too small: this ends the evaluation */
const modulo = (dividend: FeelNumber, divisor: FeelNumber): FeelNumber =>
  remainderOf(addNumbers(remainderOf(dividend, divisor), divisor), divisor);

const leavesOne = (value: FeelNumber): boolean => compareNumbers(remainderOf(absoluteNumber(value), 2), 1) === 0;
const leavesNone = (value: FeelNumber): boolean => compareNumbers(remainderOf(value, 2), 0) === 0;

const squareRoot = (value: FeelNumber): Value =>
  compareNumbers(value, 0) < 0 ? null : numberFromDouble(Math.sqrt(toDouble(value)));

export const numericFunctions: Functions = {
  decimal: [rounding('HALF_EVEN'), roundByMode],
  floor: [onNumber('n', (value) => round(value, 0, 'FLOOR')), rounding('FLOOR', 'scala')],
  ceiling: [onNumber('n', (value) => round(value, 0, 'CEILING')), rounding('CEILING')],
  abs: [absolute('number'), absolute('n')],
  modulo: [onNumbers(['dividend', 'divisor'], modulo)],
  sqrt: [onNumber('number', squareRoot)],
  log: [onNumber('number', (value) => numberFromDouble(logarithm(toDouble(value))))],
  exp: [onNumber('number', (value) => numberFromDouble(exponential(toDouble(value))))],
  odd: [onNumber('number', leavesOne)],
  even: [onNumber('number', leavesNone)],
  'round up': [rounding('UP')],
  'round down': [rounding('DOWN')],
  'round half up': [rounding('HALF_UP')],
  'round half down': [rounding('HALF_DOWN', 'scala')],
  'random number': [define([], () => Math.random())],
};
