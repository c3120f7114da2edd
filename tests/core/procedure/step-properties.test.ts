import { parseNorm, parseOutcomes } from '../../../core/procedure/step-properties.ts';

describe('what a step says of itself', () => {
  it.each([
    ['4h', 240],
    ['2d', 960],
    ['0.5h', 30],
    ['30m', 30],
    ['0h', 0],
    [' 1d ', 480],
  ])('reads the norm %s as %d working minutes', (text, minutes) => {
    expect(parseNorm(text)).toBe(minutes);
  });
  it.each([[''], ['4'], ['h'], ['-1h'], ['4 h x'], ['1w']])('refuses the norm "%s"', (text) => {
    expect(parseNorm(text)).toBeUndefined();
  });
  it('counts days by the hours of the unit', () => {
    expect(parseNorm('1d', 7.5)).toBe(450);
  });
  it('reads decisions in order', () => {
    expect(parseOutcomes('approve:Trình ký; return : Trả lại: bổ sung')).toEqual([
      { id: 'approve', label: 'Trình ký' },
      { id: 'return', label: 'Trả lại: bổ sung' },
    ]);
  });
  it.each([[''], ['approve'], ['approve:'], [':x'], ['a:x;a:y'], ['a:x;'], ['1a:x']])(
    'refuses the decisions "%s"',
    (text) => {
      expect(parseOutcomes(text)).toBeUndefined();
    },
  );
});
