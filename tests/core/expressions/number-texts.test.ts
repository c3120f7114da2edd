import fc from 'fast-check';
import { numberToText } from '../../../core/expressions/number-conversion.ts';
import { decimalFromDouble } from '../../../core/expressions/decimal-of.ts';
import { itEvaluates } from './feel-table.ts';

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
