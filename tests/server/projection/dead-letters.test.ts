import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import { createListener, type Listener } from '../../../server/db/listener.ts';
import { countDeadLetters } from '../../../server/engine/zeebe/record-sink/count-dead-letters.ts';
import { createProjector } from '../../../server/projection/projector.ts';
import { readModel } from '../../../server/projection/read-model.ts';
import { clearProjection } from '../../../server/projection/rebuild.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';
import { appraised, definition, recordsOf, T0 } from './dossier-records.ts';
import { dumpReadTables } from './dump-tables.ts';
import { numbered } from './read-fixture.ts';
import { noRules } from './reduce-all.ts';

let database: TestDatabase;
let listener: Listener;
const errors: object[] = [];
const log = { warn: () => undefined, error: (details: object) => void errors.push(details) };

beforeEach(async () => {
  database = await cloneDatabase();
  listener = createListener(database.db, log);
  errors.length = 0;
});
afterEach(async () => {
  await listener.close();
  await database.drop();
});

const append = async (records: readonly EngineRecord[]): Promise<void> => {
  await database.db.batchInsert(
    'engine_record',
    records.map(({ value, ...rest }) => ({ ...rest, value: JSON.stringify(value) })),
  );
  await database
    .db('engine_partition')
    .where({ id: 1 })
    .update({ position: records.at(-1)?.position ?? '0' });
};
const projector = (batchSize: number) =>
  createProjector({ db: database.db, listener, readModel, rules: noRules, log, batchSize });
const letters = () => database.db('engineDeadLetter').orderBy('position').select('stage', 'position', 'reason', 'at');

const made = recordsOf('200');
/** A version that no int holds, and a date that none is. */
const bad = [
  {
    ...made.element('2008', 'x', 'TASK', 'ACTIVATED', T0),
    value: { ...made.element('2008', 'x', 'TASK', 'ACTIVATED', T0).value, version: 3e9 },
  },
  { ...made.task('2009', '2003', 'CREATED', T0), timestamp: 9e15 },
];
const good = [definition, ...appraised('200', 'D1'), ...appraised('300', 'D2')];
const withBad = (places: readonly number[]): EngineRecord[] =>
  numbered(good.flatMap((record, index) => (places.includes(index) ? [...bad, record] : [record])));

it.each([1, 2, 5, 1_000])(
  'a record at fault is put aside and all others are projected, in batches of %i',
  async (size) => {
    const records = withBad([4]);
    await append(records);
    await projector(size).catchUp();
    expect(await projector(size).lag()).toBe(0);
    expect(await letters()).toEqual([
      { stage: 'projection', position: '5', reason: 'PostgreSQL 22003', at: new Date(T0) },
      { stage: 'projection', position: '6', reason: expect.any(String) as string, at: expect.any(Date) as Date },
    ]);
    expect(errors).toHaveLength(2);
    expect(JSON.stringify(errors)).not.toContain('2008');
    expect(await database.db('dossierProgress').orderBy('dossierId').pluck('dossier_id')).toEqual(['D1', 'D2']);
  },
);

it('a rebuild meets the same records in the same way, whatever the size of its batches', async () => {
  await append(withBad([4, 9, 14]));
  await projector(1_000).catchUp();
  const [tables, aside] = [await dumpReadTables(database.db), await letters()];
  expect(await countDeadLetters(database.db)).toBe(6);
  for (const size of [1, 3, 8]) {
    await clearProjection(database.db);
    expect(await countDeadLetters(database.db)).toBe(0);
    await projector(size).catchUp();
    expect(await letters()).toEqual(aside);
    expect(await dumpReadTables(database.db)).toEqual(tables);
  }
});

it('a failure that may pass puts nothing aside', async () => {
  await append(numbered(good));
  await database.db.raw('alter table dossier_progress rename to gone');
  await expect(projector(1).catchUp()).rejects.toThrow('dossier_progress');
  expect(await countDeadLetters(database.db)).toBe(0);
  await database.db.raw('alter table gone rename to dossier_progress');
  await projector(1_000).catchUp();
  expect(await database.db('dossierProgress').pluck('dossier_id')).toHaveLength(2);
});

it('records of an instance whose beginning is not there change nothing', async () => {
  const [, ...rest] = appraised('200', 'D1').filter(({ value }) => value['bpmnElementType'] !== 'PROCESS');
  await append(numbered([definition, ...rest]));
  await projector(100).catchUp();
  const { process_definition: definitions, ...others } = await dumpReadTables(database.db);
  expect(definitions).toHaveLength(1);
  expect(Object.values(others).flat()).toEqual([]);
});
