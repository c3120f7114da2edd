import { align, countDigits, Decimal, divideRounded, powerOfTen, PRECISION, roundToPrecision } from './decimal.ts';
import { decimalOf } from './decimal-of.ts';
import type { FeelNumber } from './value.ts';

/** The plain number when it prints as exactly this decimal: most values take no object then. */
export const simplify = (value: Decimal): FeelNumber => {
  if (value.precision !== PRECISION) return value;
  if (value.scale === 0) {
    const whole = Number(value.unscaled);
    return Number.isSafeInteger(whole) ? whole : value;
  }
  const digits = countDigits(value.unscaled);
  if (value.scale < 0 || value.scale > 6 || value.unscaled % 10n === 0n || digits > 15) return value;
  // A double of one digit after more than three places would get a second one.
  return digits === 1 && value.scale > 3 ? value : Number(value.unscaled) / 10 ** value.scale;
};

const both = (a: FeelNumber, b: FeelNumber): boolean => Number.isSafeInteger(a) && Number.isSafeInteger(b);

export const compareNumbers = (a: FeelNumber, b: FeelNumber): number => {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  const aligned = align(decimalOf(a), decimalOf(b));
  return aligned.a < aligned.b ? -1 : aligned.a > aligned.b ? 1 : 0;
};

export const addNumbers = (a: FeelNumber, b: FeelNumber): FeelNumber => {
  if (both(a, b)) {
    const sum = (a as number) + (b as number);
    if (Number.isSafeInteger(sum)) return sum;
  }
  const x = decimalOf(a);
  const aligned = align(x, decimalOf(b));
  return simplify(roundToPrecision(new Decimal(aligned.a + aligned.b, aligned.scale, x.precision)));
};

export const negateNumber = (a: FeelNumber): FeelNumber => {
  if (typeof a === 'number') return a === 0 ? 0 : -a;
  return simplify(roundToPrecision(opposite(a)));
};

const opposite = ({ unscaled, scale, precision }: Decimal): Decimal => new Decimal(-unscaled, scale, precision);

export const subtractNumbers = (a: FeelNumber, b: FeelNumber): FeelNumber =>
  addNumbers(a, typeof b === 'number' ? negateNumber(b) : opposite(b));

export const multiplyNumbers = (a: FeelNumber, b: FeelNumber): FeelNumber => {
  if (both(a, b)) {
    const product = (a as number) * (b as number);
    if (Number.isSafeInteger(product)) return product === 0 ? 0 : product;
  }
  const [x, y] = [decimalOf(a), decimalOf(b)];
  return simplify(roundToPrecision(new Decimal(x.unscaled * y.unscaled, x.scale + y.scale, x.precision)));
};

const stripZeros = (value: Decimal, leastScale: number): Decimal => {
  let { unscaled, scale } = value;
  while (scale > leastScale && unscaled % 10n === 0n) {
    unscaled /= 10n;
    scale -= 1;
  }
  return new Decimal(unscaled, scale, value.precision);
};

/**
 * Exact quotient at the scale closest to the difference of the scales, else as many digits as the dividend allows.
 * @throws RangeError when the divisor is zero
 */
export const divideNumbers = (a: FeelNumber, b: FeelNumber): FeelNumber => {
  const [x, y] = [decimalOf(a), decimalOf(b)];
  if (y.unscaled === 0n) throw new RangeError('Division by zero');
  const preferred = x.scale - y.scale;
  const shift = Math.max(0, x.precision + 3 + countDigits(y.unscaled) - countDigits(x.unscaled));
  const scaled = x.unscaled * powerOfTen(shift);
  if (scaled % y.unscaled === 0n) {
    const exact = new Decimal(scaled / y.unscaled, preferred + shift, x.precision);
    return simplify(stripZeros(roundToPrecision(exact), preferred));
  }
  // One sticky digit keeps the final half-even rounding right.
  const quotient = divideRounded(scaled, y.unscaled, 'DOWN');
  const sticky = scaled < 0n !== y.unscaled < 0n ? -1n : 1n;
  return simplify(roundToPrecision(new Decimal(quotient * 10n + sticky, preferred + shift + 1, x.precision)));
};

const MOST = 999_999_999;

const times = (a: Decimal, b: Decimal): Decimal =>
  roundToPrecision(new Decimal(a.unscaled * b.unscaled, a.scale + b.scale, a.precision));

/**
 * Squares and multiplies from the first bit of the exponent on, with some more digits than the result has.
 * @throws RangeError when the exponent is too large, or negative with a base of zero
 */
export const raiseToWhole = (base: FeelNumber, exponent: number): FeelNumber => {
  const size = Math.abs(exponent);
  if (size > MOST) throw new RangeError('The exponent is out of range');
  const power = decimalOf(base);
  if (size === 0) return simplify(new Decimal(1n, 0, power.precision));
  const one = new Decimal(1n, 0, power.precision + String(size).length + 1);
  let result = one;
  for (const bit of size.toString(2)) {
    result = times(result, result);
    if (bit === '1') result = times(result, power);
  }
  const { unscaled, scale } = exponent < 0 ? decimalOf(divideNumbers(one, result)) : result;
  return simplify(roundToPrecision(new Decimal(unscaled, scale, power.precision)));
};
