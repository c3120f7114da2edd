import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import { createListener, type Listener } from '../../../server/db/listener.ts';
import { EVENTS_CHANNEL, createProjector } from '../../../server/projection/projector.ts';
import { readModel } from '../../../server/projection/read-model.ts';
import { clearProjection } from '../../../server/projection/rebuild.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';
import { appraised, definition, HOUR, recordsOf, T0 } from './dossier-records.ts';
import { dumpReadTables } from './dump-tables.ts';
import { numbered, readFixture } from './read-fixture.ts';
import { noRules } from './reduce-all.ts';

let database: TestDatabase;
let listener: Listener;
const warnings: string[] = [];
const log = {
  warn: (_: object, message: string) => warnings.push(message),
  error: (_: object, message: string) => warnings.push(message),
};

beforeEach(async () => {
  database = await cloneDatabase();
  listener = createListener(database.db, log);
  warnings.length = 0;
});
afterEach(async () => {
  await listener.close();
  await database.drop();
});

const append = async (records: readonly EngineRecord[]): Promise<void> => {
  await database.db.batchInsert(
    'engine_record',
    records.map(({ value, ...rest }) => ({ ...rest, value: JSON.stringify(value) })),
    200,
  );
  await database.db
    .raw(`update engine_partition p set position = (select max(position) from engine_record r where r.partition_id = p.id)
    where exists (select 1 from engine_record r where r.partition_id = p.id)`);
};
const projector = (batchSize: number) =>
  createProjector({ db: database.db, listener, readModel, rules: noRules, log, batchSize });

/** Recorded runs that began at position 1 of their brokers or follow them, one after the other in a partition of their own. */
const recorded = (): EngineRecord[] => [
  ...numbered(
    [
      ...readFixture('8.5.8', '01-deploy-bundle'),
      ...readFixture('8.5.8', '02-native-user-task'),
      ...readFixture('8.5.8', '03-job-user-task'),
      ...readFixture('8.5.8', '04-timers'),
      ...readFixture('8.5.8', '05-messages'),
      ...readFixture('8.5.8', '08-incidents'),
      ...readFixture('8.5.8', '09-call-multi-cancel'),
    ],
    1,
  ),
  ...numbered([definition, ...appraised('200', 'D1')], 2),
];

it('the batch size does not change a byte, and neither does a rebuild', async () => {
  await append(recorded());
  await projector(1_000).catchUp();
  const whole = await dumpReadTables(database.db);
  expect(whole['user_task']?.length).toBeGreaterThan(5);
  expect(whole['task_queue']).toEqual([expect.stringContaining('processingOfficer@H29.101.1')]);
  for (const size of [1, 7]) {
    await clearProjection(database.db);
    expect((await dumpReadTables(database.db))['user_task']).toEqual([]);
    await projector(size).catchUp();
    expect(await dumpReadTables(database.db)).toEqual(whole);
  }
  expect(warnings).toEqual([]);
});

it('several projectors at once project every record once', async () => {
  const calls: number[] = [];
  await append(recorded());
  const one = createProjector({ db: database.db, listener, readModel, rules: noRules, log, batchSize: 3 });
  const two = createProjector({ db: database.db, listener, readModel, rules: noRules, log, batchSize: 5 });
  while ((await one.lag()) > 0) calls.push((await Promise.all([one.catchUp(), two.catchUp()])).length);
  const shared = await dumpReadTables(database.db);
  await clearProjection(database.db);
  await projector(1_000).catchUp();
  expect(shared).toEqual(await dumpReadTables(database.db));
  expect(calls.length).toBeGreaterThan(0);
  expect(warnings).toEqual([]);
});

it('a batch that fails leaves no row and no position, and is done when the cause is gone', async () => {
  await append(numbered([definition, ...appraised('200', 'D1')]));
  await database.db.raw(`alter table dossier_progress add constraint broken check (code is null)`);
  await expect(projector(100).catchUp()).rejects.toThrow('broken');
  expect(Object.values(await dumpReadTables(database.db)).flat()).toEqual([]);
  await database.db.raw(`alter table dossier_progress drop constraint broken`);
  await projector(100).catchUp();
  expect(await projector(100).lag()).toBe(0);
  expect((await dumpReadTables(database.db))['dossier_progress']).toHaveLength(1);
});

it('a partition that cannot go on does not keep the others waiting', async () => {
  await append([...numbered([definition, ...appraised('200', 'D1')], 1), ...numbered(appraised('300', 'D2'), 2)]);
  await database.db.raw(`alter table dossier_progress add constraint broken check (dossier_id <> 'D1')`);
  await expect(projector(100).catchUp()).rejects.toThrow('broken');
  expect(await database.db('dossier_progress').pluck('dossier_id')).toEqual(['D2']);
  expect(await database.db('projection_position').pluck('partition_id')).toEqual([2]);
});

it('the queue holds open tasks only, with the due date of the dossier, and those without one come last', async () => {
  const made = recordsOf('200');
  const records = [definition, ...appraised('200', 'D1'), ...appraised('300', 'D2')];
  await append(numbered(records));
  await projector(100).catchUp();
  const queue = () =>
    database
      .db('task_queue')
      .select('taskKey', 'unitCode', 'assignee', 'dossierId')
      .orderBy(['groupId', 'dueOrder', 'taskKey']);
  expect(await queue()).toEqual([
    { taskKey: '2004', unitCode: 'H29.101.1', assignee: null, dossierId: 'D1' },
    { taskKey: '3004', unitCode: 'H29.101.1', assignee: null, dossierId: 'D2' },
  ]);
  const next = [
    made.element('2005', 'wait', 'INTERMEDIATE_CATCH_EVENT', 'ACTIVATED', T0 + 5 * HOUR),
    recordsOf('300').task('3004', '3003', 'ASSIGNED', T0 + 5 * HOUR, { assignee: 'officer' }),
  ];
  await append(numbered([...records, ...next]).slice(records.length));
  await projector(100).catchUp();
  expect(await queue()).toMatchObject([
    { taskKey: '3004', assignee: 'officer' },
    { taskKey: '2004', assignee: null },
  ]);
  const more = [...records, ...next, made.task('2004', '2003', 'COMPLETED', T0 + 6 * HOUR)];
  await append(numbered(more).slice(-1));
  await projector(100).catchUp();
  expect(await queue()).toMatchObject([{ taskKey: '3004' }]);
});

it('units that get a task in a dossier may see it', async () => {
  const dossier = {
    id: 'D1',
    lookupCode: 'x',
    procedureCode: 'p',
    version: 1,
    caseId: 'c',
    channel: 'DIRECT',
    applicant: '{}',
    applicantName: 'Công dân A',
    createdBy: 'u',
    receivingUnit: 'H29.101.2',
    data: '{}',
    engine: 'embedded',
    processDefinitionKey: '100',
    submittedAt: new Date(T0),
    search: '',
  };
  await database.db('dossier').insert(dossier);
  await append(numbered([definition, ...appraised('200', 'D1'), ...appraised('300', 'unknown')]));
  await projector(100).catchUp();
  const units = await database.db('dossier_unit').select('dossierId', 'unitCode', 'relation');
  expect(units).toEqual([{ dossierId: 'D1', unitCode: 'H29.101.1', relation: 'task' }]);
});

it('one notification per changed thing tells what to read again', async () => {
  const heard: unknown[] = [];
  listener.on(EVENTS_CHANNEL, (payload) => heard.push(JSON.parse(payload)));
  const done = new Promise<void>((resolve) => listener.on('done', () => resolve()));
  await listener.start();
  await append(numbered([definition, ...appraised('200', 'D1')]));
  await projector(100).catchUp();
  await database.db.raw(`notify done`);
  await done;
  expect(heard).toEqual([
    { type: 'tasks', groups: ['processingOfficer@H29.101.1'], assignees: [], taskKeys: ['2004'] },
    { type: 'dossier', dossierId: 'D1', code: 'H29.101.2-260302-0001' },
  ]);
});
