import { retryTransaction } from '../../../server/shared/retry-transaction.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await database.db.raw('create table tally (id int primary key, value int not null)');
  await database.db.raw('insert into tally values (1, 0), (2, 0)');
});
afterAll(() => database.drop());

const add = 'update tally set value = value + 1 where id = ?';

it('two transactions that block each other are both done, each once', async () => {
  let arrived = 0;
  let open = (): void => undefined;
  const both = new Promise<void>((resolve) => (open = resolve));
  const attempts: number[] = [];
  const work = (first: number, second: number) =>
    retryTransaction(database.db, async (tx) => {
      attempts.push(first);
      await tx.raw(add, [first]);
      if (++arrived === 2) open();
      await both;
      await tx.raw(add, [second]);
    });
  await Promise.all([work(1, 2), work(2, 1)]);
  expect(attempts.length).toBeGreaterThan(2);
  expect(await database.db('tally').orderBy('id').pluck('value')).toEqual([2, 2]);
});

it('another failure is not tried again', async () => {
  let attempts = 0;
  const work = retryTransaction(database.db, async (tx) => {
    attempts++;
    await tx.raw('insert into tally values (1, 0)');
  });
  await expect(work).rejects.toMatchObject({ code: '23505' });
  expect(attempts).toBe(1);
});

it('gives up after the attempts it was given', async () => {
  let attempts = 0;
  const work = retryTransaction(
    database.db,
    () => {
      attempts++;
      return Promise.reject(Object.assign(new Error('serialisation'), { code: '40001' }));
    },
    3,
  );
  await expect(work).rejects.toThrow('serialisation');
  expect(attempts).toBe(3);
});
