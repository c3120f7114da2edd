import { FeelObject } from './feel-object.ts';

/** Digits that the arithmetic of the engine keeps (IEEE 754 decimal128). */
const PRECISION = 34;

export type RoundingMode = 'UP' | 'DOWN' | 'CEILING' | 'FLOOR' | 'HALF_UP' | 'HALF_DOWN' | 'HALF_EVEN' | 'UNNECESSARY';

/** An exact decimal: `unscaled / 10^scale`. The scale is kept because it shows in texts: 2.50 is not printed as 2.5. */
export class Decimal extends FeelObject {
  readonly kind = 'number';
  readonly unscaled: bigint;
  readonly scale: number;

  constructor(unscaled: bigint, scale: number) {
    super();
    this.unscaled = unscaled;
    this.scale = scale;
  }
}

/** Larger numbers cost more than any process needs. */
const MOST_DIGITS = 100_000;

/** @throws RangeError for a number with too many digits */
export const powerOfTen = (exponent: number): bigint => {
  if (exponent > MOST_DIGITS) throw new RangeError('The number is out of range');
  return 10n ** BigInt(exponent);
};

const abs = (value: bigint): bigint => (value < 0n ? -value : value);

export const countDigits = (value: bigint): number => abs(value).toString().length;

const PATTERN = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** @returns undefined when the text is no decimal number */
export const parseDecimal = (text: string): Decimal | undefined => {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = PATTERN.exec(text) ?? [];
  if (whole + fraction === '' || Math.abs(Number(exponent)) > MOST_DIGITS) return undefined;
  const digits = BigInt(whole + fraction);
  return new Decimal(sign === '-' ? -digits : digits, fraction.length - Number(exponent));
};

const isUp = (mode: RoundingMode, negative: boolean, half: number, odd: boolean): boolean => {
  switch (mode) {
    case 'UP':
      return true;
    case 'CEILING':
      return !negative;
    case 'FLOOR':
      return negative;
    case 'HALF_UP':
      return half >= 0;
    case 'HALF_DOWN':
      return half > 0;
    case 'HALF_EVEN':
      return half > 0 || (half === 0 && odd);
    default:
      return false;
  }
};

/**
 * Integer quotient, rounded.
 * @throws RangeError when there is a remainder and the mode is UNNECESSARY
 */
export const divideRounded = (dividend: bigint, divisor: bigint, mode: RoundingMode): bigint => {
  const quotient = dividend / divisor;
  const remainder = dividend % divisor;
  if (remainder === 0n) return quotient;
  if (mode === 'UNNECESSARY') throw new RangeError('Rounding necessary');
  const negative = dividend < 0n !== divisor < 0n;
  const double = abs(remainder) * 2n;
  const half = double > abs(divisor) ? 1 : double === abs(divisor) ? 0 : -1;
  if (!isUp(mode, negative, half, quotient % 2n !== 0n)) return quotient;
  return negative ? quotient - 1n : quotient + 1n;
};

/** @throws RangeError when digits would be lost and the mode is UNNECESSARY */
export const setScale = (value: Decimal, scale: number, mode: RoundingMode): Decimal => {
  const shift = scale - value.scale;
  if (shift >= 0) return new Decimal(value.unscaled * powerOfTen(shift), scale);
  return new Decimal(divideRounded(value.unscaled, powerOfTen(-shift), mode), scale);
};

export const roundToPrecision = (value: Decimal, precision = PRECISION): Decimal => {
  const excess = countDigits(value.unscaled) - precision;
  if (excess <= 0) return value;
  const rounded = new Decimal(divideRounded(value.unscaled, powerOfTen(excess), 'HALF_EVEN'), value.scale - excess);
  return roundToPrecision(rounded, precision);
};

/** Both unscaled values at the larger of the two scales. */
export const align = (a: Decimal, b: Decimal): { a: bigint; b: bigint; scale: number } => {
  const scale = Math.max(a.scale, b.scale);
  return {
    a: a.unscaled * powerOfTen(scale - a.scale),
    b: b.unscaled * powerOfTen(scale - b.scale),
    scale,
  };
};
