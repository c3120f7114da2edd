import { align, countDigits, Decimal, powerOfTen } from './decimal.ts';
import { compareNumbers, simplify } from './decimal-arithmetic.ts';
import { decimalOf } from './decimal-of.ts';
import type { FeelNumber } from './value.ts';

const abs = (value: bigint): bigint => (value < 0n ? -value : value);

const absolute = ({ unscaled, scale }: Decimal): Decimal => new Decimal(abs(unscaled), scale);

/** Zeros at the end, at most so many. */
const trailingZeros = (value: bigint, most: number): number => {
  let [rest, zeros] = [value, 0];
  while (zeros < most && rest % 10n === 0n) [rest, zeros] = [rest / 10n, zeros + 1];
  return zeros;
};

/**
 * The scale that a whole quotient gets: close to the difference of the scales.
 * @throws RangeError when it does not fit into the digits of the dividend
 */
const scaleOfQuotient = (quotient: bigint, precision: number, preferred: number): number => {
  const digits = countDigits(quotient);
  const excess = Math.max(0, digits - precision);
  if (quotient % powerOfTen(excess) !== 0n) throw new RangeError('Division impossible');
  if (preferred > -excess) return -excess + Math.min(precision - (digits - excess), preferred + excess);
  return -excess - trailingZeros(quotient / powerOfTen(excess), -excess - preferred);
};

/**
 * Remainder with the sign of the dividend.
 * @throws RangeError when the divisor is zero, or the quotient has too many digits
 */
export const remainderOf = (a: FeelNumber, b: FeelNumber): FeelNumber => {
  const [x, y] = [decimalOf(a), decimalOf(b)];
  if (y.unscaled === 0n) throw new RangeError('Division by zero');
  if (compareNumbers(absolute(x), absolute(y)) < 0) return a;
  const aligned = align(x, y);
  const quotient = aligned.a / aligned.b;
  const scale = Math.max(x.scale, scaleOfQuotient(quotient, x.precision, x.scale - y.scale) + y.scale);
  const unscaled = (aligned.a % aligned.b) / powerOfTen(aligned.scale - scale);
  return simplify(new Decimal(unscaled, scale, x.precision));
};
