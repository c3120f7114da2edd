import fc from 'fast-check';
import { numberToText } from '../../../core/expressions/number-conversion.ts';
import { decimalFromDouble } from '../../../core/expressions/decimal-of.ts';
import { FAILS, itEvaluates } from './feel-table.ts';

describe('the text of a number that was a double', () => {
  itEvaluates([
    ['string(x)', '0.00010', { x: 0.0001 }],
    ['string(x * 2)', '0.00020', { x: 0.0001 }],
    ['string(x)', '0.00012', { x: 0.00012 }],
    ['string(x)', '0.001', { x: 0.001 }],
    ['string(x)', '-0.00050', { x: -0.0005 }],
    ['string(x)', '1.0E-7', { x: 1e-7 }],
    ['string(x)', '1.0E+21', { x: 1e21 }],
    ['string(x)', '12345678.5', { x: 12345678.5 }],
    ['string(x)', '4.9E-324', { x: 5e-324 }],
    ['string(x)', '9007199254740992', { x: 9007199254740992 }],
    ['string(0.0001)', '0.0001'],
    ['string(0.00010)', '0.00010'],
    ['string(sqrt(16))', '4.0'],
    ['string(sqrt(16) * 2)', '8.0'],
    ['string(exp(0))', '1.0'],
    ['string(100 ** 0.5)', '10.0'],
    ['string(sqrt(10000000000000000))', '1.0E+8'],
    ['sqrt(16)', 4],
    ['[1, 2, 3][sqrt(4)]', 2],
    ['round up(7, 1000000)', 7],
  ]);

  it('reads back as the same double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(numberToText(decimalFromDouble(value)))).toBe(value + 0);
      }),
    );
  });
});

describe('numbers that were written with more than 34 digits', () => {
  const digits = '0.1234567890123456789012345678901234567';
  itEvaluates([
    [`string(${digits} * 3)`, '0.3703703670370370367037037036703703701'],
    [`string(3 * ${digits})`, '0.3703703670370370367037037036703704'],
    [`string(${digits} / 3)`, '0.04115226300411522630041152263004115223'],
    [`string(${digits} ** -2)`, '65.61000118098001606132819451921801031'],
    [`string(modulo(${digits}, 0.01))`, '0.0034567890123456789012345678901234567'],
    [`string(sum([${digits}, 1]))`, '1.123456789012345678901234567890123457'],
    [`string(sum([1, ${digits}]))`, '1.123456789012345678901234567890123'],
    [`string(mean([${digits}, 1]))`, '0.5617283945061728394506172839450617285'],
    [`string(decimal(${digits}, 36) / 3)`, '0.04115226300411522630041152263004115233'],
    ['string(12345678901234567890123456789012345678 + 1 + 0.5)', '12345678901234567890123456789012345680'],
    ['string((1 / 3) ** 13)', '6.272254743863069152235776564723702E-7'],
    ['string(3 ** -7)', '0.0004572473708276177411979881115683585'],
    ['string(0 ** 0)', '1'],
    ['string((12345678901234567890123456789012345678 ** 0) / 3)', '0.33333333333333333333333333333333333333'],
    ['string(abs(decimal(-300000000000000000000000000000000000, 3)))', '300000000000000000000000000000000000'],
    ['string(1 - decimal(300000000000000000000000000000000000.5, 3))', '-3.000000000000000000000000000000000E+35'],
  ]);
});

describe('remainders of numbers far apart', () => {
  itEvaluates([
    ['modulo(-700000000000000000000000000000000, 0.00000000738970923005)', FAILS],
    ['string(modulo(1234567890123456789012345678901234 * 10000000000, 2))', '0'],
    ['string(modulo(12, 0.50))', '0.00'],
    ['string(modulo(0, 11993582962859482648405885780439992.453533194))', '1.199358296285948264840588578043999E+34'],
    [
      'string(modulo(-2000000000000, 8783244762348097511870258360617176.206455003))',
      '8783244762348097511868258360617176',
    ],
    ['string(modulo(-1.0000, 8558583994947019105119562829830.635032833))', '8558583994947019105119562829829.635'],
  ]);
});

describe('numbers in digits of other scripts', () => {
  itEvaluates([
    ['number("９５")', 95],
    ['number("१२.३")', 12.3],
    ['number("1e٣")', 1000],
    ['number("𝟏")', null],
    ['number("1٫5")', null],
  ]);
});
