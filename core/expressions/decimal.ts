import { FeelObject } from './feel-object.ts';

/** Digits that the arithmetic of the engine keeps (IEEE 754 decimal128). */
export const PRECISION = 34;

export type RoundingMode = 'UP' | 'DOWN' | 'CEILING' | 'FLOOR' | 'HALF_UP' | 'HALF_DOWN' | 'HALF_EVEN' | 'UNNECESSARY';

/** An exact decimal: `unscaled / 10^scale`. The scale is kept because it shows in texts: 2.50 is not printed as 2.5. */
export class Decimal extends FeelObject {
  readonly kind = 'number';
  readonly unscaled: bigint;
  readonly scale: number;
  /** Digits of results that are computed from it as the left operand: more than usual when it was written with more. */
  readonly precision: number;

  constructor(unscaled: bigint, scale: number, precision = PRECISION) {
    super();
    this.unscaled = unscaled;
    this.scale = scale;
    this.precision = precision;
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

const DIGIT = /\p{Nd}/u;

/** Digits of a script stand in a row from zero to nine. */
const latinDigit = (digit: string): string => {
  let [zero, value] = [digit.charCodeAt(0), 0];
  while (DIGIT.test(String.fromCharCode(zero - 1))) [zero, value] = [zero - 1, value + 1];
  return String(value % 10);
};

/** @returns undefined when the text is no decimal number. Digits may be of any script. */
export const parseDecimal = (text: string): Decimal | undefined => {
  const latin = text.replace(/[^\0-\x7F]/g, (char) => (DIGIT.test(char) ? latinDigit(char) : char));
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = PATTERN.exec(latin) ?? [];
  if (whole + fraction === '' || Math.abs(Number(exponent)) > MOST_DIGITS) return undefined;
  const digits = BigInt(whole + fraction);
  const precision = Math.max(PRECISION, countDigits(digits));
  return new Decimal(sign === '-' ? -digits : digits, fraction.length - Number(exponent), precision);
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
  const unscaled =
    shift >= 0 ? value.unscaled * powerOfTen(shift) : divideRounded(value.unscaled, powerOfTen(-shift), mode);
  return new Decimal(unscaled, scale, value.precision);
};

export const roundToPrecision = (value: Decimal, precision = value.precision): Decimal => {
  const excess = countDigits(value.unscaled) - precision;
  if (excess <= 0) return value;
  const unscaled = divideRounded(value.unscaled, powerOfTen(excess), 'HALF_EVEN');
  return roundToPrecision(new Decimal(unscaled, value.scale - excess, value.precision), precision);
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
