import { parseDecimal, setScale } from './decimal.ts';
import { decimalFromDouble, decimalOf } from './decimal-of.ts';
import { simplify } from './decimal-arithmetic.ts';
import { EvaluationFailure, type FeelNumber } from './value.ts';

/** @returns undefined when the text is no number */
export const numberFromText = (text: string): FeelNumber | undefined => {
  const parsed = parseDecimal(text);
  return parsed === undefined ? undefined : simplify(parsed);
};

/**
 * Result of a function on doubles, as the decimal it prints as.
 * @throws EvaluationFailure for a result that is no number, as in the engine
 */
export const numberFromDouble = (value: number): FeelNumber => {
  if (!Number.isFinite(value)) throw new EvaluationFailure('The result is not a number');
  return simplify(decimalFromDouble(value));
};

/** Text of a number as the engine writes it: plain, or scientific for small and scaled ones. */
export const numberToText = (value: FeelNumber): string => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  const { unscaled, scale } = decimalOf(value);
  const sign = unscaled < 0n ? '-' : '';
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString();
  const exponent = digits.length - 1 - scale;
  if (scale >= 0 && exponent >= -6) return sign + plain(digits, scale);
  const mantissa = digits.length === 1 ? digits : `${digits.slice(0, 1)}.${digits.slice(1)}`;
  return `${sign}${mantissa}${exponent === 0 ? '' : `E${exponent > 0 ? '+' : ''}${exponent}`}`;
};

const plain = (digits: string, scale: number): string => {
  if (scale === 0) return digits;
  const padded = digits.padStart(scale + 1, '0');
  return `${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
};

const truncate = (value: FeelNumber): bigint => setScale(decimalOf(value), 0, 'DOWN').unscaled;

export const isWhole = (value: FeelNumber): boolean => {
  if (typeof value === 'number') return Number.isInteger(value);
  return value.scale <= 0 || value.unscaled % 10n ** BigInt(value.scale) === 0n;
};

/** The low 32 bits of the whole part, as a signed integer: what the engine uses for positions, scales and factors. */
export const toInt = (value: FeelNumber): number => {
  if (typeof value === 'number' && Math.abs(value) < 2 ** 31) return Math.trunc(value) + 0;
  return Number(BigInt.asIntN(32, truncate(value)));
};

/** For functions on doubles. */
export const toDouble = (value: FeelNumber): number =>
  typeof value === 'number' ? value : Number(numberToText(value));

/** JSON number of a result: whole numbers as 64-bit integers (they wrap beyond), others as doubles. */
export const numberToJson = (value: FeelNumber): number => {
  if (typeof value === 'number' && Math.abs(value) < 2 ** 63) return value;
  if (isWhole(value)) return Number(BigInt.asIntN(64, truncate(value)));
  return toDouble(value);
};
