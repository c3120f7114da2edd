import { floorSeconds } from './format.ts';
import { DaysTimeDuration, YearsMonthsDuration } from './temporal-value.ts';

const isOfBits = (value: bigint, bits: number): boolean => BigInt.asIntN(bits, value) === value;

/**
 * A duration as the result of an operation. The years of the engine have 32 bits.
 * @throws RangeError with too many years, which ends the evaluation
 */
export const durationOfMonths = (months: number): YearsMonthsDuration => {
  if (!isOfBits(BigInt(Math.trunc(months / 12)), 32)) throw new RangeError('The duration is out of range');
  return new YearsMonthsDuration(months + 0);
};

/**
 * The same for seconds, which have 64 bits.
 * @throws RangeError
 */
export const durationOfNanos = (nanos: bigint): DaysTimeDuration => {
  if (!isOfBits(floorSeconds(nanos), 64)) throw new RangeError('The duration is out of range');
  return new DaysTimeDuration(nanos);
};

/** @throws RangeError also when the months beside the whole years alone, times the factor, have more than 32 bits */
export const multiplyMonths = ({ months }: YearsMonthsDuration, factor: number): YearsMonthsDuration => {
  if (!isOfBits(BigInt((months % 12) * factor), 32)) throw new RangeError('The duration is out of range');
  return durationOfMonths(months * factor);
};

const NANOS_PER_MILLI = 1_000_000n;

/**
 * Whole milliseconds, towards zero.
 * @throws RangeError when they have more than 64 bits
 */
export const millisOf = ({ nanos }: DaysTimeDuration): bigint => {
  const millis = nanos / NANOS_PER_MILLI;
  if (!isOfBits(millis, 64)) throw new RangeError('The duration is out of range');
  return millis;
};
