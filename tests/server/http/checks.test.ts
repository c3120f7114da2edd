import { checkEngine } from '../../../server/composition/checks.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';

describe('the health of the engine', () => {
  const now = Date.parse('2026-11-24T03:00:00Z');
  let test: TestDatabase;
  beforeAll(async () => {
    test = await cloneDatabase();
  });
  afterAll(() => test.drop());
  const check = (dueAt: string | null) =>
    test.db.transaction(async (tx) => {
      await tx.raw(`create temporary table engine_wait (kind text, due_at bigint) on commit drop`);
      await tx('engine_wait').insert({ kind: 'timer', dueAt });
      return checkEngine(tx, () => now).check();
    });

  it.each([
    ['nothing waits', null, 0],
    ['a timer is due later', String(now + 5_000), 0],
    ['a timer is being fired', String(now - 1_500), 1_500],
  ])('is good while %s', async (_, dueAt, lateMs) => {
    expect(await check(dueAt)).toEqual({ lateMs });
  });

  it('is bad when due timers stay', async () => {
    await expect(check(String(now - 60_001))).rejects.toThrow('late');
  });
});
