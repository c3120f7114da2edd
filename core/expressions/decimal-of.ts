import { Decimal, parseDecimal } from './decimal.ts';

/** Outside of these bounds a double prints in scientific form. */
const [LEAST_PLAIN, MOST_PLAIN] = [1e-3, 1e7];

/** Fewest digits that read back as the same double, but at least two: of two that would do the closer one. */
const digitsOf = (value: number): string => {
  const fewest = value.toExponential();
  return fewest.includes('.') ? fewest : value.toExponential(1);
};

/** In plain form the digit after the point is there for whole numbers only: 40.0, but 0.04. */
const plainDecimal = ({ unscaled, scale }: Decimal): Decimal => {
  if (scale < 1) return new Decimal(unscaled * 10n ** BigInt(1 - scale), 1);
  return scale > 1 && unscaled % 10n === 0n ? new Decimal(unscaled / 10n, scale - 1) : new Decimal(unscaled, scale);
};

/**
 * A double as the decimal whose text Java prints: 4 is 4.0, and 0.0001 is 1.0E-4, which is 0.00010. The scale shows in texts only.
 * @param value finite
 */
export const decimalFromDouble = (value: number): Decimal => {
  const [mantissa = '', power = ''] = digitsOf(Math.abs(value)).split('e');
  const digits = mantissa.replace('.', '');
  const unscaled = value < 0 ? -BigInt(digits) : BigInt(digits);
  const decimal = new Decimal(unscaled, digits.length - 1 - Number(power));
  const size = Math.abs(value);
  return size === 0 || (size >= LEAST_PLAIN && size < MOST_PLAIN) ? plainDecimal(decimal) : decimal;
};

/** From here on a whole number is written in scientific form too, which makes it a double for the engine. */
const FIRST_SCIENTIFIC = 1e21;

/**
 * The exact value of a JSON number: a whole one without a point, any other as the engine reads a double.
 * @throws RangeError when it is not finite
 */
export const decimalOf = (value: number | Decimal): Decimal => {
  if (value instanceof Decimal) return value;
  if (Number.isSafeInteger(value)) return new Decimal(BigInt(value), 0);
  if (!Number.isFinite(value)) throw new RangeError(`${String(value)} is not a finite number`);
  const whole = Number.isInteger(value) && Math.abs(value) < FIRST_SCIENTIFIC ? parseDecimal(String(value)) : undefined;
  return whole ?? decimalFromDouble(value);
};
