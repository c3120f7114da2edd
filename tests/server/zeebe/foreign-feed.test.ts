import { readForeignSince } from '../../../server/engine/zeebe/foreign-feed.ts';
import { bodyOf, oneRun, readBulk, type RawPair } from './read-bulk.ts';
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

it('what cannot be compared is passed over as before: none of it is stored', async () => {
  const run = oneRun();
  await send(run.slice(0, 200));
  await site.database.db('engineRecord').delete();
  expect(await send(later(run.slice(0, 100)))).toBe(200);
  expect(await since()).toBeNull();
  expect(await feed()).toEqual([]);
});

it('a repeat of another partition says nothing about this one', async () => {
  const run = oneRun();
  await send(run.slice(0, 100));
  const other = later(readBulk('8.5.8', '10-compensation-esp')).map(([action, record]): RawPair => [
    action.replace('"_id":"1-', '"_id":"2-'),
    record.replace('"partitionId":1,', '"partitionId":2,'),
  ]);
  expect(await send(other)).toBe(200);
  expect(await since()).toBeNull();
});
