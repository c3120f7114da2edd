import { migrate, NewerSchemaError } from '../../../server/db/migrate.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';

const names = ({ db }: TestDatabase): Promise<string[]> =>
  db('schema_migration').orderBy('name').pluck<string[]>('name');

describe('migrations', () => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await cloneDatabase();
  });
  afterEach(() => test.drop());

  it('are recorded without the ending of their files, so that sources and build agree', async () => {
    const applied = await names(test);
    expect(applied).toContain('0010-people');
    expect(applied.filter((name) => !/^\d{4}-[a-z0-9-]+$/.test(name))).toEqual([]);
  });

  it('do nothing the second time, also when two servers start at once', async () => {
    const before = await names(test);
    await Promise.all([migrate(test.db), migrate(test.db)]);
    expect(await names(test)).toEqual(before);
  });

  it('leave the mapping of names in place', async () => {
    await migrate(test.db);
    await test.db('site_setting').insert({ name: 'x', value: '1', validFrom: '2026-01-01' });
    expect(await test.db('siteSetting').first('validFrom')).toEqual({ validFrom: '2026-01-01' });
  });

  it('refuse a database that a newer program has written', async () => {
    await test.db('schema_migration').insert({ name: '9999-later', batch: 9, migration_time: new Date() });
    await expect(migrate(test.db)).rejects.toThrow(NewerSchemaError);
    await expect(migrate(test.db)).rejects.toThrow(/9999-later/);
  });

  it('write every time with its zone', async () => {
    const { rows } = await test.db.raw<{ rows: object[] }>(
      `select table_name, column_name from information_schema.columns where table_schema = 'public' and data_type = 'timestamp without time zone'`,
    );
    expect(rows).toEqual([]);
  });
});
