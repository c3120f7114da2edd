import fc from 'fast-check';
import { arrayForPostgres } from '../../../server/shared/array-for-postgres.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const read = async (values: readonly unknown[], type: string, cast = ''): Promise<unknown[]> => {
  const text = arrayForPostgres(values, type);
  const element = type === 'text[]' ? 'text' : type;
  const { rows } = await database.db.raw<{ rows: { value: unknown }[] }>(
    `select value${cast} as value from unnest(?::${element}[]) with ordinality as row (value, place) order by place`,
    [text],
  );
  return rows.map(({ value }) => value);
};

const hard = [
  '',
  'NULL',
  'null',
  '"',
  '\\',
  '\\"',
  '{a,b}',
  'a,b',
  ' ',
  '\n\t',
  'Công dân “A”',
  "d'or",
  '\ud83d\ude00',
  '$1',
];

it('texts come back as they were, also those that look like parts of an array', async () => {
  expect(await read(hard, 'text')).toEqual(hard);
  expect(await read([], 'text')).toEqual([]);
});

it('what is not there is null', async () => {
  expect(await read(['a', null, undefined], 'text')).toEqual(['a', null, null]);
  expect(await read([null, 5], 'int')).toEqual([null, 5]);
  expect(await read([new Date(Number.NaN)], 'timestamptz')).toEqual([null]);
});

it('numbers, truth values and instants keep their value', async () => {
  expect(await read([0, -7, 2_147_483_647], 'int')).toEqual([0, -7, 2_147_483_647]);
  expect(await read(['9007199254740993', '-1'], 'bigint')).toEqual(['9007199254740993', '-1']);
  expect(await read([true, false], 'boolean')).toEqual([true, false]);
  const at = new Date(Date.UTC(2026, 10, 24, 3, 0, 0, 7));
  expect(await read([at], 'timestamptz')).toEqual([at]);
});

it('lists inside keep their length and their texts', async () => {
  const lists = [[], ['a'], hard, ['b', 'c']];
  expect(await read(lists, 'text[]', '::text[]')).toEqual(lists);
});

it('JSON inside keeps texts, null and what is below', async () => {
  const values = ['text', null, { a: ['"', '\\', { b: null }] }, [1, 2], 0, false];
  expect(await read(values, 'jsonb')).toEqual(['text', null, { a: ['"', '\\', { b: null }] }, [1, 2], 0, false]);
});

it('characters that PostgreSQL does not know become U+FFFD', async () => {
  expect(await read(['a\u0000b', 'half \ud83d of a pair'], 'text')).toEqual(['a\ufffdb', 'half \ufffd of a pair']);
  expect(await read([{ a: '\u0000' }], 'jsonb')).toEqual([{ a: '\ufffd' }]);
});

it('any text comes back', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' })), async (texts) => {
      expect(await read(texts, 'text')).toEqual(texts.map((text) => text.replaceAll('\u0000', '\ufffd')));
    }),
    { numRuns: 200 },
  ));
