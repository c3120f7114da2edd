import { createValidatorCache } from '../../../core/forms/validator-cache.ts';

describe('the cache of validators', () => {
  it('keeps no more than its capacity, the least used one out first', () => {
    const cache = createValidatorCache(2);
    for (const minLength of [1, 2, 1, 3]) cache.validate({ type: 'string', minLength }, 'x');
    expect(cache.size).toBe(2);
    // still right after its validator was dropped and made again
    expect(cache.validate({ type: 'string', minLength: 2 }, 'x')).toHaveLength(1);
    expect(cache.validate({ type: 'string', minLength: 2 }, 'xy')).toEqual([]);
  });

  it.each([
    ['0.1 + 0.2 as text', { numeric: true, increment: '0.1' }, '0.3', 0],
    ['a number that text cannot be', { numeric: true }, 'NaN', 1],
    ['one decimal in scientific form', { decimalDigits: 1 }, 1e-1, 0],
    ['seven decimals in scientific form', { decimalDigits: 6 }, 1e-7, 1],
    ['an exact limit beyond doubles', { atMost: '9007199254740993' }, '9007199254740994', 1],
    ['a step of zero', { increment: 0 }, 5, 0],
    ['a time of 24:00', { moment: { subtype: 'time' } }, '24:00', 1],
    [
      'a date and time with offset',
      { moment: { subtype: 'datetime', timeSerializingFormat: 'utc_offset' } },
      '2026-11-24T08:30+07:00',
      0,
    ],
    [
      'a date and time with seconds',
      { moment: { subtype: 'datetime', timeSerializingFormat: 'utc_offset' } },
      '2026-11-24T08:30:00+07:00',
      1,
    ],
    ['29 February of a common year', { moment: { subtype: 'date' } }, '2025-02-29', 1],
  ])('judges %s', (_name, schema, value, findings) => {
    expect(createValidatorCache().validate(schema, value)).toHaveLength(findings);
  });
});
