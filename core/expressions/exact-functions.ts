/**
 * Logarithm, exponential and power of doubles, rounded once from many digits: the functions of JavaScript may miss the nearest double by
 * one, those of the engine hardly ever do.
 */

/** Binary digits after the point of the numbers below. */
const BITS = 256n;
const ONE = 1n << BITS;
const TO_DOUBLE = 2 ** -Number(BITS);

const times = (a: bigint, b: bigint): bigint => (a * b) >> BITS;

/** A finite double without loss, as far as it has no digits beyond the last of ours. */
const fixed = (value: number): bigint => {
  let [whole, shift] = [value, 0n];
  while (!Number.isInteger(whole)) {
    whole *= 2;
    shift += 1n;
  }
  return shift > BITS ? BigInt(whole) >> (shift - BITS) : BigInt(whole) << (BITS - shift);
};

/** 2 artanh(z): the logarithm of (1 + z) / (1 - z). */
const seriesOfLogarithm = (z: bigint): bigint => {
  const square = times(z, z);
  let [power, sum] = [z, z];
  for (let odd = 3n; power !== 0n && power !== -1n; odd += 2n) {
    power = times(power, square);
    sum += power / odd;
  }
  return 2n * sum;
};

const LN_2 = seriesOfLogarithm(ONE / 3n);

/** @param value positive and finite */
const fixedLogarithm = (value: number): bigint => {
  const power = Math.floor(Math.log2(value));
  // Two steps, because one power alone may be out of range.
  const mantissa = fixed(value / 2 ** Math.trunc(power / 2) / 2 ** (power - Math.trunc(power / 2)));
  const z = ((mantissa - ONE) << BITS) / (mantissa + ONE);
  return seriesOfLogarithm(z) + BigInt(power) * LN_2;
};

const fixedExponential = (value: bigint): number => {
  const doublings = value / LN_2;
  const rest = value - doublings * LN_2;
  let [term, sum] = [ONE, ONE];
  for (let n = 1n; term !== 0n && term !== -1n; n += 1n) {
    term = times(term, rest) / n;
    sum += term;
  }
  return Number(sum) * TO_DOUBLE * 2 ** Number(doublings);
};

/** Beyond it a result is infinite, or so small that its last digits do not matter. */
const MOST_EXPONENT = 700;

/** NaN below zero, -Infinity at zero. */
export const logarithm = (value: number): number =>
  value > 0 && Number.isFinite(value) ? Number(fixedLogarithm(value)) * TO_DOUBLE : Math.log(value);

export const exponential = (value: number): number =>
  Math.abs(value) < MOST_EXPONENT ? fixedExponential(fixed(value)) : Math.exp(value);

/** A base that is not positive gives what `**` gives. */
export const power = (base: number, exponent: number): number => {
  const isNear = base > 0 && Math.abs(exponent * Math.log(base)) < MOST_EXPONENT;
  return isNear ? fixedExponential(times(fixed(exponent), fixedLogarithm(base))) : base ** exponent;
};
