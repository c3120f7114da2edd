import fc from 'fast-check';
import {
  addNumbers,
  compareNumbers,
  divideNumbers,
  multiplyNumbers,
} from '../../../core/expressions/decimal-arithmetic.ts';
import { remainderOf } from '../../../core/expressions/remainder.ts';
import { numberFromText, numberToText } from '../../../core/expressions/number-conversion.ts';
import { evaluate, FAILS, itEvaluates } from './feel-table.ts';

describe('numeric functions', () => {
  itEvaluates([
    ['decimal(2.125, 2)', 2.12],
    ['decimal(2.5, 0, "half_up")', 3],
    ['decimal(2.5, 0, "unnecessary")', null],
    ['decimal(2.5, 0, "sideways")', null],
    ['floor(-1.5)', -2],
    ['floor(1.57, 1)', 1.5],
    ['ceiling(1.2)', 2],
    ['ceiling(-1.2)', -1],
    ['round up(1.21, 1)', 1.3],
    ['round down(-1.29, 1)', -1.2],
    ['round half up(1.25, 1)', 1.3],
    ['round half down(1.25, 1)', 1.2],
    ['abs(-3)', 3],
    ['abs(duration("-P1D"))', 'PT24H'],
    ['modulo(-12, 5)', 3],
    ['modulo(12, -5)', -3],
    ['modulo(1, 0)', FAILS],
    ['sqrt(16)', 4],
    ['sqrt(-1)', null],
    ['log(-1)', FAILS],
    ['exp(1000)', FAILS],
    ['odd(-3)', true],
    ['even(2.5)', false],
    ['even("2")', null],
    ['0 <= random number() and random number() < 1', true],
    ['10 ** 100000000 + 1', FAILS],
    ['10 ** 20 * 10', 3875820019684212736],
  ]);
});

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 9 }))
  .map(([unscaled, scale]) => ({ unscaled, scale }));

type Parts = { readonly unscaled: bigint; readonly scale: number };

const textOf = ({ unscaled, scale }: Parts): string => {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const sign = unscaled < 0n ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};

const valueOf = (parts: Parts): ReturnType<typeof addNumbers> => {
  const value = numberFromText(textOf(parts));
  if (value === undefined) throw new Error(textOf(parts));
  return value;
};

/** The same number as an integer of billionths. */
const scaled = ({ unscaled, scale }: Parts): bigint => unscaled * 10n ** BigInt(9 - scale);

describe('exact numbers', () => {
  it('keep their text', () => {
    fc.assert(
      fc.property(decimals, (parts) => {
        const text = textOf(parts);
        // Small ones are written with an exponent.
        fc.pre(
          parts.unscaled === 0n ? parts.scale <= 6 : (parts.unscaled < 0n ? -parts.unscaled : parts.unscaled) > 1000n,
        );
        expect(numberToText(valueOf(parts))).toBe(text);
      }),
    );
  });

  it('are ordered as integers of the same scale are', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const expected = scaled(a) < scaled(b) ? -1 : scaled(a) > scaled(b) ? 1 : 0;
        expect(compareNumbers(valueOf(a), valueOf(b))).toBe(expected);
      }),
    );
  });

  it('are added without loss', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const sum = { unscaled: scaled(a) + scaled(b), scale: 9 };
        expect(compareNumbers(addNumbers(valueOf(a), valueOf(b)), valueOf(sum))).toBe(0);
      }),
    );
  });

  it('are multiplied without loss up to 34 digits', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const product = { unscaled: a.unscaled * b.unscaled, scale: a.scale + b.scale };
        expect(compareNumbers(multiplyNumbers(valueOf(a), valueOf(b)), valueOf(product))).toBe(0);
      }),
    );
  });

  it('give back the dividend from an exact quotient', () => {
    fc.assert(
      fc.property(decimals, fc.integer({ min: 1, max: 1_000_000 }), (a, divisor) => {
        const dividend = multiplyNumbers(valueOf(a), divisor);
        expect(compareNumbers(divideNumbers(dividend, divisor), valueOf(a))).toBe(0);
      }),
    );
  });

  it('leave a remainder smaller than the divisor, with the sign of the dividend', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1 }), (a, b) => {
        expect(compareNumbers(remainderOf(a, b), (a % b) + 0)).toBe(0);
      }),
    );
  });

  it('compare doubles as JavaScript does', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (a, b) => {
          expect(evaluate('a < b', { a, b })).toBe(a < b);
          expect(evaluate('a = b', { a, b })).toBe(a === b);
        },
      ),
    );
  });
});
