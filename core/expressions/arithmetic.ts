import { Decimal } from './decimal.ts';
import {
  addNumbers,
  divideNumbers,
  multiplyNumbers,
  raiseToWhole,
  simplify,
  subtractNumbers,
} from './decimal-arithmetic.ts';
import { error } from './evaluation-helpers.ts';
import { power } from './exact-functions.ts';
import { isWhole, numberFromDouble, toDouble, toInt } from './number-conversion.ts';
import { addTemporal, subtractTemporal } from './temporal-arithmetic.ts';
import { durationOfNanos, millisOf, multiplyMonths } from './temporal/durations.ts';
import { DaysTimeDuration, YearsMonthsDuration } from './temporal/temporal-value.ts';
import { type FeelNumber, isNumber, kindOf, type Value } from './value.ts';

const wrong = (what: string, a: Value, b: Value): Value => error(`Can't ${what} ${kindOf(a)} and ${kindOf(b)}`);

export const add = (a: Value, b: Value): Value => {
  if (isNumber(a) && isNumber(b)) return addNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  return addTemporal(a, b) ?? wrong('add', a, b);
};

export const subtract = (a: Value, b: Value): Value => {
  if (isNumber(a) && isNumber(b)) return subtractNumbers(a, b);
  return subtractTemporal(a, b) ?? wrong('subtract', a, b);
};

/** The engine multiplies durations by the whole part of a number. */
const multiplyDuration = (duration: Value, factor: FeelNumber): Value | undefined => {
  if (duration instanceof YearsMonthsDuration) return multiplyMonths(duration, toInt(factor));
  if (duration instanceof DaysTimeDuration) return durationOfNanos(duration.nanos * BigInt(toInt(factor)));
  return undefined;
};

export const multiply = (a: Value, b: Value): Value => {
  if (isNumber(a)) return isNumber(b) ? multiplyNumbers(a, b) : (multiplyDuration(b, a) ?? wrong('multiply', a, b));
  return (isNumber(b) ? multiplyDuration(a, b) : undefined) ?? wrong('multiply', a, b);
};

const NANOS_PER_MILLI = 1_000_000n;

const whole = (value: bigint): FeelNumber => simplify(new Decimal(value, 0));

/** @throws RangeError when the divisor is shorter than a millisecond */
const ratio = (a: DaysTimeDuration, b: DaysTimeDuration): FeelNumber => whole(millisOf(a) / millisOf(b));

const divideDuration = (a: Value, b: FeelNumber): Value | undefined => {
  if (a instanceof YearsMonthsDuration) return new YearsMonthsDuration(toInt(divideNumbers(a.months, b)) + 0);
  if (!(a instanceof DaysTimeDuration)) return undefined;
  // The engine takes the quotient as a 32-bit number of milliseconds: it wraps beyond 24 days.
  const millis = toInt(divideNumbers(whole(millisOf(a)), b));
  return new DaysTimeDuration(BigInt(millis) * NANOS_PER_MILLI);
};

export const divide = (a: Value, b: Value): Value => {
  if (isNumber(b)) {
    if (toDouble(b) === 0) return error('Division by zero');
    return isNumber(a) ? divideNumbers(a, b) : (divideDuration(a, b) ?? wrong('divide', a, b));
  }
  if (a instanceof YearsMonthsDuration && b instanceof YearsMonthsDuration && b.months !== 0) {
    return Math.trunc(a.months / b.months) + 0;
  }
  if (a instanceof DaysTimeDuration && b instanceof DaysTimeDuration && b.nanos !== 0n) return ratio(a, b);
  return wrong('divide', a, b);
};

export const raise = (a: Value, b: Value): Value => {
  if (!isNumber(a) || !isNumber(b)) return wrong('raise', a, b);
  return isWhole(b) ? raiseToWhole(a, toInt(b)) : numberFromDouble(power(toDouble(a), toDouble(b)));
};
