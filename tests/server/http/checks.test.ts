import express from 'express';
import { checkEngine, checkFeed, checkProjection } from '../../../server/composition/checks.ts';
import { createHealthRoutes } from '../../../server/features/health/health-routes.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';
import { serve } from '../../helpers/http.ts';

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

describe('the health of the projection', () => {
  const now = Date.parse('2026-11-24T03:00:00Z');
  let test: TestDatabase;
  beforeAll(async () => {
    test = await cloneDatabase();
    const record = { key: '1', valueType: 'JOB', intent: 'CREATED', value: '{}' };
    await test.db('engine_record').insert([
      { ...record, partitionId: 2, position: 1, timestamp: now - 90_000 },
      { ...record, partitionId: 2, position: 2, timestamp: now - 30_000 },
      { ...record, partitionId: 5, position: 1, timestamp: now - 10_000 },
    ]);
    for (const [id, position] of [
      [2, 2],
      [5, 1],
    ])
      await test.db('engine_partition').where({ id }).update({ position });
  });
  afterAll(() => test.drop());
  beforeEach(() => test.db('projection_position').delete());
  const done = (rows: readonly [partitionId: number, position: number][]) =>
    test.db('projection_position').insert(rows.map(([partitionId, position]) => ({ partitionId, position })));
  const check = () => checkProjection(test.db, () => now).check();

  it('is bad when a partition stays behind, though the others are up to date', async () => {
    await done([[5, 1]]);
    await expect(check()).rejects.toThrow('90000 ms');
  });
  it('is good while it is on its way, and tells how far', async () => {
    await done([[2, 1]]);
    expect(await check()).toEqual({ lag: 2, lateMs: 30_000 });
  });
  it('is good when everything is projected', async () => {
    await done([
      [2, 2],
      [5, 1],
    ]);
    expect(await check()).toEqual({ lag: 0, lateMs: 0 });
  });
});

it('records of brokers that came late are a matter of the feed, where positions may be missing', async () => {
  const now = Date.parse('2026-11-24T03:00:00Z');
  const test = await cloneDatabase();
  const old = { partitionId: 1001, position: 7, key: '1', timestamp: now - 90_000 };
  await test.db('engine_record').insert({ ...old, valueType: 'PROCESS', intent: 'CREATED', value: '{}' });
  await test.db('engine_partition').insert({ id: 1001, position: 7 });
  const feed = checkFeed(test.db, () => now);
  expect(feed.dispensable).toBe(true);
  await expect(feed.check()).rejects.toThrow('90000 ms');
  expect(await checkProjection(test.db, () => now).check()).toEqual({ lag: 0, lateMs: 0 });
  await test.db('projection_position').insert({ partitionId: 1001, position: 7 });
  expect(await feed.check()).toEqual({ lag: 0, lateMs: 0 });
  await test.drop();
});

it('tells the public which part fails, and the log why', async () => {
  const logged: object[] = [];
  const failing = { name: 'engine', check: () => Promise.reject(new Error('secret reason')) };
  const app = express().use(createHealthRoutes('1', [failing], { warn: (fields) => logged.push(fields) }));
  const http = await serve(app);
  const answer = await http.send('GET', '/api/health');
  await http.close();
  expect([answer.status, answer.body['checks']]).toEqual([503, { engine: { ok: false } }]);
  expect(answer.text).not.toContain('secret');
  expect(logged).toEqual([{ check: 'engine', err: new Error('secret reason') }]);
});
