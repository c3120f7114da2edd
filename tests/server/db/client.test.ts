import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';

describe('the database client', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await cloneDatabase();
  });
  afterAll(() => test.drop());

  it('maps names of columns and leaves the inside of JSON alone', async () => {
    // given
    await test.db.schema.createTable('sample_row', (t) => {
      t.text('some_key');
      t.jsonb('some_data');
      t.bigInteger('big_number');
      t.date('birth_day');
    });
    // when
    await test.db('sampleRow').insert({
      someKey: 'a',
      someData: JSON.stringify({ snake_name: 1, camelName: 2 }),
      bigNumber: '9007199254740993',
      birthDay: '2026-11-24',
    });
    // then
    expect(await test.db('sampleRow').where({ someKey: 'a' }).first()).toEqual({
      someKey: 'a',
      someData: { snake_name: 1, camelName: 2 },
      bigNumber: '9007199254740993',
      birthDay: '2026-11-24',
    });
  });

  it('plucks by either name, also within a transaction', async () => {
    await test.db.transaction(async (tx) => {
      expect(await tx('schema_migration').limit(1).pluck('migrationTime')).toEqual([expect.any(Date)]);
      expect(await tx('schemaMigration').limit(1).pluck('migration_time')).toEqual([expect.any(Date)]);
    });
  });

  it('sorts Vietnamese text as people do', async () => {
    const { rows } = await test.db.raw<{ rows: { x: string }[] }>(
      `select x from unnest(array['đào','dừa','Ấn','an']) x order by x`,
    );
    expect(rows.map(({ x }) => x)).toEqual(['an', 'Ấn', 'dừa', 'đào']);
  });
});
