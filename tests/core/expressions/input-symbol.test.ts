import type { JsonValue } from '../../../core/contracts/json.ts';
import { FAILS, holdsFor, itEvaluates } from './feel-table.ts';

/** Functions that take any value take the error that `?` gives at first, so that they never see the input. */
const ROWS: readonly (readonly [text: string, input: JsonValue, expected: JsonValue])[] = [
  ['? = null', null, true],
  ['not(? = 3)', 3, false],
  ['list contains([1, 5], ?)', 5, null],
  ['list contains([1, 5], ?)', false, true],
  ['list contains(?, 1)', [1, 2], true],
  ['is defined(?)', 5, true],
  ['is defined(?)', null, true],
  ['string(?) = "5"', 5, null],
  ['[?]', 5, false],
  ['{a: ?}.a = 5', 5, false],
  ['null or ? = 5', 5, true],
  ['? = 4 and false', 5, false],
  ['false and ? = 5', 5, null],
  ['if ? > 3 then true else false', 5, true],
  ['[1, 5][item = ?] = [5]', 5, true],
  ['some v in ? satisfies v = 5', [5], true],
  ['for i in ? return i', [1], null],
  ['- ? = -5', 5, true],
  ['? + 1 = 6', 5, true],
];

describe('the input symbol', () => {
  it.each(ROWS)('%s for %j gives %j', (text, input, expected) => {
    expect(holdsFor(text, input)).toBe(expected);
  });

  itEvaluates([
    ['"a" ** ?', null],
    ['1 ** ?', FAILS],
    ['"a" ** modulo(1, 0)', FAILS],
    ['for i in "a"..? return i', null],
    ['string(cycle(?))', null],
    ['?', FAILS],
    ['? + 1', FAILS],
    ['5 in (assert(?, ? > 3) = 5)', FAILS],
    ['if ? then 1 else 2', FAILS],
    ['list contains([1], ?)', false],
    ['string(?)', `fatal error("No input value available. '?' can only be used inside an unary-test expression.")`],
  ]);
});

describe('a test with a result of another type', () => {
  it.each([
    ['x > 9', 5, null],
    ['x > 9', false, true],
    ['1 = 1', 5, true],
    ['[1, 2]', 5, false],
  ] as const)('%s for %j gives %j', (text, input, expected) => {
    expect(holdsFor(text, input, { x: 1 })).toBe(expected);
  });
});
