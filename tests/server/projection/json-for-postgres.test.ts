import fc from 'fast-check';
import { jsonForPostgres } from '../../../server/shared/json-for-postgres.ts';

const clean = (value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\u0000', '\ufffd').replace(/\p{Surrogate}/gu, '\ufffd') : value;

it('any text comes back, with U+FFFD in the place of what PostgreSQL does not know', () => {
  const text = fc.string({
    unit: fc.oneof(fc.constantFrom('\u0000', '\\', 'u', '0', '\ud83d', '\udc4d', '"', '👍', 'ệ', 'd'), fc.string()),
  });
  fc.assert(
    fc.property(fc.array(text), (texts) => {
      const json = jsonForPostgres(texts);
      expect(JSON.parse(json)).toEqual(texts.map(clean));
      expect(json.replaceAll('\\\\', '')).not.toMatch(/\\u0000|\\ud[89a-f]/);
    }),
    { numRuns: 1_000 },
  );
});
