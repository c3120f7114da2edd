import { createBulkWriter } from '../../../server/engine/zeebe/record-sink/bulk-writer.ts';
import { ForeignFeed } from '../../../server/engine/zeebe/record-sink/check-own.ts';
import { readForeignSince } from '../../../server/engine/zeebe/foreign-feed.ts';
import { bodyOf, onPartition, oneRun, type RawPair } from './read-bulk.ts';
import { startSink, type SinkSite } from './sink-site.ts';

let site: SinkSite;
beforeEach(async () => {
  site = await startSink();
});
afterEach(() => site.close());

const send = async (pairs: readonly RawPair[]): Promise<number> => (await site.bulk(bodyOf(pairs))).status;
const feed = () => site.database.db('engineRecord').orderBy(['partitionId', 'position']);
const since = () => readForeignSince(site.database.db);
const said = (): string[] => site.logged.map(({ message }) => message);
/** The same places, told by a broker that did something else there. */
const later = (pairs: readonly RawPair[]): RawPair[] =>
  pairs.map(([action, record]) => [
    action,
    record.replace(/"timestamp":(\d+)/, (_, at: string) => `"timestamp":${Number(at) + 86_400_000}`),
  ]);

describe('a broker whose data do not go on from what is stored', () => {
  it.each([
    ['was emptied and began anew', (run: RawPair[]) => later(run.slice(0, 60))],
    [
      'was put back and has done other things since',
      (run: RawPair[]) => [...run.slice(0, 40), ...later(run.slice(40, 60))],
    ],
    ['has passed the known place with them', (run: RawPair[]) => later(run)],
  ])('is not taken for one that repeats itself when it %s', async (_how, again) => {
    const run = oneRun();
    expect(await send(run.slice(0, 200))).toBe(200);
    const before = await feed();
    for (const _ of [1, 2, 3]) expect(await send(again(run))).toBe(503);
    expect(await feed()).toEqual(before);
    expect(await since()).not.toBeNull();
    expect(said().filter((message) => message.startsWith('a broker sends other records'))).toHaveLength(1);
  });

  it('is taken in again when it has its own data back, and nothing is missing then', async () => {
    const run = oneRun();
    await send(run.slice(0, 200));
    expect(await send(later(run.slice(100, 200)))).toBe(503);
    const first = await since();
    expect(await send(later(run.slice(100, 200)))).toBe(503);
    expect(await since()).toEqual(first);
    expect(await send(run.slice(150, 260))).toBe(200);
    expect(await since()).toBeNull();
    expect(await send(run.slice(260))).toBe(200);
    const kept = await feed();
    const anew = await startSink();
    expect((await anew.bulk(bodyOf(run))).status).toBe(200);
    expect(kept).toEqual(await anew.database.db('engineRecord').orderBy(['partitionId', 'position']));
    await anew.close();
    expect(said()).toContain('a broker goes on from the records that are stored again');
  });
});

it('one that has its own data back and nothing to repeat is known by going on', async () => {
  const run = oneRun();
  await send(run.slice(0, 200));
  await send(later(run.slice(100, 200)));
  expect(await since()).not.toBeNull();
  expect(await send(run.slice(200, 220))).toBe(200);
  expect(await since()).toBeNull();
});

it('its right past, up to where it went another way, does not take it in again', async () => {
  const run = oneRun();
  await send(run.slice(0, 200));
  expect(await send(later(run.slice(150, 200)))).toBe(503);
  expect(await send(run.slice(50, 100))).toBe(200);
  expect(await since()).not.toBeNull();
  expect(await send(later(run.slice(100, 210)))).toBe(503);
  expect(await send(run.slice(100, 200))).toBe(200);
  expect(await since()).toBeNull();
});

it('one that is marked brings nothing new while it cannot be told whose it is', async () => {
  const run = oneRun();
  await send(run.slice(0, 200));
  await send(later(run.slice(100, 200)));
  const broken = run.slice(100, 200).map(([action]): RawPair => [action, '{broken']);
  expect(await send([...broken, ...run.slice(200, 210)])).toBe(503);
  expect(await since()).not.toBeNull();
});

it('one that repeats only what was put aside has nothing against it', async () => {
  const run = oneRun();
  await send(run.slice(0, 100));
  const [action] = run[100] ?? [''];
  await send([[action, '{broken']]);
  await site.database.db('enginePartition').where({ id: 1001 }).update({ foreignSince: new Date() });
  expect(await send([[action, '{broken'], ...run.slice(101, 120)])).toBe(200);
  expect(await since()).toBeNull();
});

it('while one partition is foreign the others are not taken either, and go on when it is its own again', async () => {
  const run = oneRun();
  await send([...run.slice(0, 100), ...onPartition(run.slice(0, 100), 2)]);
  expect(await send(later(run.slice(50, 100)))).toBe(503);
  expect(await send(onPartition(run.slice(100, 120), 2))).toBe(503);
  expect(await site.database.db('enginePartition').where('id', '>', 1000).orderBy('id').pluck('position')).toEqual(
    Array(2).fill(/"_id":"1-(\d+)"/.exec(run[99]?.[0] ?? '')?.[1]),
  );
  expect(await send(run.slice(100, 120))).toBe(200);
  expect(await send(onPartition(run.slice(100, 120), 2))).toBe(200);
});

it('two partitions that were foreign come back one after the other', async () => {
  const run = oneRun();
  await send([...run.slice(0, 100), ...onPartition(run.slice(0, 100), 2)]);
  expect(await send(later(run.slice(50, 100)))).toBe(503);
  expect(await send(later(onPartition(run.slice(50, 100), 2)))).toBe(503);
  expect(await send(run.slice(50, 120))).toBe(503);
  expect(await send(onPartition(run.slice(50, 120), 2))).toBe(200);
  expect(await send(run.slice(50, 120))).toBe(200);
  expect(await since()).toBeNull();
});

it('a server that has not seen the last records for itself is not taken in', async () => {
  const run = oneRun();
  const deps = { db: site.database.db, log: { warn: () => undefined, error: () => undefined }, clock: () => 0 };
  const [one, two] = [createBulkWriter(deps), createBulkWriter(deps)];
  await one(Buffer.from(bodyOf(run.slice(0, 100))));
  await two(Buffer.from(bodyOf(run.slice(100, 200))));
  const before = await feed();
  await expect(one(Buffer.from(bodyOf(later(run.slice(120, 180)))))).rejects.toThrow(ForeignFeed);
  expect(await feed()).toEqual(before);
});

it('hours of repeats say what is wrong once, whatever else goes on', async () => {
  const run = oneRun();
  await send(run.slice(0, 100));
  for (const _ of [1, 2, 3]) {
    await send(later(run.slice(0, 100)));
    await send([]);
  }
  expect(said()).toHaveLength(1);
});

it('what cannot be compared is passed over as before: none of it is stored', async () => {
  const run = oneRun();
  await send(run.slice(0, 200));
  await site.database.db('engineRecord').delete();
  expect(await send(later(run.slice(0, 100)))).toBe(200);
  expect(await since()).toBeNull();
  expect(await feed()).toEqual([]);
});
