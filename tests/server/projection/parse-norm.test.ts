import { parseNorm } from '../../../server/projection/reducers/parse-norm.ts';

it.each([
  ['4h', 240],
  ['2d', 960],
  ['30m', 30],
  ['1d4h', 720],
  ['1d 2h 15m', 615],
  [undefined, null],
  ['', null],
  ['soon', null],
  ['4', null],
  ['h', null],
  ['-1d', null],
])('the norm %p is %p working minutes', (norm, minutes) => {
  expect(parseNorm(norm)).toBe(minutes);
});
