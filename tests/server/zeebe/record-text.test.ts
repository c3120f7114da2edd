import fc from 'fast-check';
import { cleanEscapes, quoteKeys } from '../../../server/engine/zeebe/record-sink/exact-keys.ts';
import { topLevelFields } from '../../../server/engine/zeebe/record-sink/top-level-fields.ts';

const names = fc.uniqueArray(fc.stringMatching(/^[a-zA-Z]{1,8}$/), { minLength: 1, maxLength: 6 });

it('the fields of any object are found as they are written', () => {
  fc.assert(
    fc.property(names, fc.array(fc.jsonValue(), { minLength: 6, maxLength: 6 }), (keys, values) => {
      const entries = keys.map((key, index) => [key, values[index]] as const);
      const found = topLevelFields(JSON.stringify(Object.fromEntries(entries)));
      expect([...found].sort()).toEqual(entries.map(([key, value]) => [key, JSON.stringify(value)] as const).sort());
    }),
    { seed: 20261123, numRuns: 500 },
  );
});

it('a text that is cut off is no object', () => {
  const whole = JSON.stringify({ a: { b: ['x"\\', 1] }, c: 'd', e: 12 });
  for (let length = 0; length < whole.length; length++)
    expect(() => topLevelFields(whole.slice(0, length))).toThrow(SyntaxError);
  expect(topLevelFields(whole).size).toBe(3);
  expect(() => topLevelFields(`${whole}}`)).toThrow(SyntaxError);
});

it('keys of any partition stay exact, and texts that look like keys are left alone', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n << 51n, max: (1n << 63n) - 1n }), fc.string(), (key, text) => {
      const json = `{"jobKey":${key},"key":${key},"n":{"elementInstanceKey":${key}},"count":${key},"t":${JSON.stringify(`"aKey":${key},${text}`)}}`;
      const read = JSON.parse(quoteKeys(json)) as Record<string, unknown>;
      expect([read['jobKey'], read['key'], read['n']]).toEqual([`${key}`, `${key}`, { elementInstanceKey: `${key}` }]);
      expect(typeof read['count']).toBe('number');
      expect(read['t']).toBe(`"aKey":${key},${text}`);
    }),
    { seed: 20261123, numRuns: 300 },
  );
});

it.each([
  [String.raw`{"a":"\u0000"}`, '{"a":"\ufffd"}'],
  [String.raw`{"a":"\\u0000"}`, String.raw`{"a":"\\u0000"}`],
  [String.raw`{"a":"\ud83d\udc4d\ud83d"}`, `{"a":"${String.raw`\ud83d\udc4d`}\ufffd"}`],
  [String.raw`{"a":"\uDC4D\u00e9"}`, `{"a":"\ufffd${String.raw`\u00e9`}"}`],
])('%s can be stored as %s', (written, stored) => {
  expect(cleanEscapes(written)).toBe(stored);
});
