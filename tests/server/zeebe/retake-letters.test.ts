import { retakeLetters } from '../../../server/engine/zeebe/record-sink/retake-letters.ts';
import { clearProjection } from '../../../server/projection/rebuild.ts';
import { dumpReadTables } from '../projection/dump-tables.ts';
import { bodyOf, oneRun, pairOf, type RawPair } from './read-bulk.ts';
import { startSink, type SinkSite } from './sink-site.ts';

let site: SinkSite;
beforeEach(async () => {
  site = await startSink();
});
afterEach(() => site.close());

const send = async (pairs: readonly RawPair[], to = site): Promise<void> => {
  expect((await to.bulk(bodyOf(pairs))).status).toBe(200);
};
const feedOf = ({ database }: SinkSite) =>
  database.db('engineRecord').orderBy(['partitionId', 'position']).select<{ position: string; key: string }[]>('*');
const letters = () => site.database.db('engineDeadLetter');
const listLetters = () => letters().orderBy('id').select<{ id: string; raw: string }[]>('id', 'raw');

it('what a later version can read comes in at its place, and a rebuild shows it', async () => {
  const run = oneRun();
  const unread = [12, 40, 41];
  await send(run.map(([action, record], index) => [action, unread.includes(index) ? '{broken' : record]));
  await site.projector.catchUp();
  expect(await listLetters()).toHaveLength(unread.length);
  // The same records, as a version finds them that knows how to read them.
  for (const [index, { id }] of (await listLetters()).entries())
    await letters()
      .where({ id })
      .update({ raw: (run[unread[index] ?? 0] ?? ['', '']).join('\n') });
  expect(await retakeLetters(site.database.db)).toEqual({ taken: 3, left: 0 });
  await clearProjection(site.database.db);
  await site.projector.catchUp();

  const whole = await startSink();
  await send(run, whole);
  await whole.projector.catchUp();
  expect(await feedOf(site)).toEqual(await feedOf(whole));
  expect(await dumpReadTables(site.database.db)).toEqual(await dumpReadTables(whole.database.db));
  expect(await listLetters()).toEqual([]);
  await whole.close();
});

it('what cannot be read yet stays, and what PostgreSQL refused is read as it came', async () => {
  const place = (position: number) => ({ partitionId: 2, position, key: 4503599627370497 + position, timestamp: 7 });
  const variable = (position: number): RawPair =>
    pairOf({
      ...place(position),
      valueType: 'VARIABLE',
      intent: 'CREATED',
      value: { name: 'v', scopeKey: 1, value: '1' },
    });
  const [action, record] = variable(2);
  await send([variable(1), [action, record.replace('"value":"1"', '"value":nothing')], variable(3)]);
  await send([['', 'no record at all']]);
  expect(await retakeLetters(site.database.db)).toEqual({ taken: 0, left: 2 });
  const [refused] = await listLetters();
  await letters()
    .where({ id: refused?.id })
    .update({ raw: String(refused?.raw).replace('nothing', '"1"') });
  expect(await retakeLetters(site.database.db)).toEqual({ taken: 1, left: 1 });
  const rows = await feedOf(site);
  expect(rows.map(({ position }) => position)).toEqual(['1', '2', '3']);
  expect(rows[1]).toEqual({ ...rows[0], position: '2', key: String(place(2).key) });
});

it('a record of no use is let go, and one that has come in by itself is not taken twice', async () => {
  const [first] = oneRun();
  const useless = pairOf({
    ...{ partitionId: 1, position: 900, key: 2251799813685249, timestamp: 7, valueType: 'JOB', intent: 'COMPLETE' },
    ...{ recordType: 'COMMAND', value: {} },
  });
  await send([first ?? ['', '']]);
  const before = await feedOf(site);
  const letter = (pair: RawPair, position: number) => ({
    ...{ stage: 'sink', partitionId: 1001, position, raw: pair.join('\n'), reason: 'unread', at: new Date(0) },
  });
  await letters().insert([letter(first ?? ['', ''], 1), letter(useless, 900)]);
  expect(await retakeLetters(site.database.db)).toEqual({ taken: 2, left: 0 });
  expect(await feedOf(site)).toEqual(before);
  expect(await listLetters()).toEqual([]);
});
