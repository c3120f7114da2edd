import type { JsonValue } from '../../../core/contracts/json.ts';
import { holdsFor } from './feel-table.ts';

const ROWS: readonly (readonly [text: string, input: JsonValue, expected: JsonValue])[] = [
  ['-', 5, true],
  ['-', null, true],
  ['< 10', 5, true],
  ['< 10', null, null],
  ['>= 14, < 3', 16, true],
  ['[1..5]', 5, true],
  ['(1..5)', 5, false],
  ['[18..limit]', 20, true],
  ['"ward", "city"', 'city', true],
  ['"ward", "city"', 'province', false],
  ['not("ward", "city")', 'province', true],
  ['not("ward")', 'ward', false],
  ['null', null, true],
  ['null', 1, false],
  ['true', true, true],
  ['true', false, false],
  ['false', false, true],
  ['"ward"', 1, null],
  ['["a", "b"]', 'a', true],
  ['["a", "b"]', 'c', false],
  ['limit', 21, true],
  ['limit - 1', 20, true],
  ['? > 4 and ? < 6', 5, true],
  ['contains(?, "b")', 'abc', true],
  ['contains(?, "b")', null, null],
  ['even(?)', 3, false],
  ['date("2026-03-09")', '2026-03-09', null],
  ['date(?) >= date("2026-03-09")', '2026-03-10', true],
];

describe('unary tests', () => {
  it.each(ROWS)('%s for %j gives %j', (text, input, expected) => {
    expect(holdsFor(text, input, { limit: 21 })).toBe(expected);
  });
});
