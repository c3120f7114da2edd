import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import { createListener, type Listener } from '../../../server/db/listener.ts';
import { createTaskStore } from '../../../server/features/tasks/task-store.ts';
import { createProjector } from '../../../server/projection/projector.ts';
import { readModel } from '../../../server/projection/read-model.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';
import { appraised, definition, HOUR, recordsOf, T0 } from './dossier-records.ts';
import { numbered } from './read-fixture.ts';
import { noRules } from './reduce-all.ts';

const silent = { warn: () => undefined, error: () => undefined };
const tasks = createTaskStore();
const TASK = '2004';
const task = (intent: string, fields: Record<string, unknown> = {}) =>
  recordsOf('200').task(TASK, '2003', intent, T0 + 2 * HOUR, fields);
const records = numbered(
  [definition, ...appraised('200', 'D1'), task('ASSIGNED', { assignee: 'a' }), task('COMPLETED', { assignee: 'a' })],
  1,
);

let database: TestDatabase;
let listener: Listener;
beforeEach(async () => {
  database = await cloneDatabase();
  listener = createListener(database.db, silent);
});
afterEach(async () => {
  await listener.close();
  await database.drop();
});

/** The feed grows up to so many records before the end, and is projected. */
const follow = async (left: number): Promise<void> => {
  const { db } = database;
  const rows = records.slice(0, records.length - left);
  await db('engineRecord')
    .insert(rows.map(({ value, ...rest }: EngineRecord) => ({ ...rest, value: JSON.stringify(value) })))
    .onConflict(['partition_id', 'position'])
    .ignore();
  await db('enginePartition').where({ id: 1 }).update({ position: rows.length });
  await createProjector({ db, listener, readModel, rules: noRules, log: silent }).catchUp();
};
const look = async () => ({
  state: (await database.db('userTask').where({ key: TASK }).pluck<string[]>('state'))[0],
  queued: (await database.db('taskQueue').where({ taskKey: TASK }).pluck<string[]>('groupId')).length,
});

it('a task that is being completed stays hidden when only the record has come of its being taken', async () => {
  await follow(2);
  expect(await look()).toEqual({ state: 'open', queued: 1 });
  await database.db.transaction((tx) => tasks.markCompleting(tx, TASK));
  await follow(1);
  expect(await look()).toEqual({ state: 'completing', queued: 0 });
  await follow(0);
  expect(await look()).toEqual({ state: 'completed', queued: 0 });
});

it('a task whose completion was refused is found again, also after further records', async () => {
  await follow(2);
  await database.db.transaction((tx) => tasks.markCompleting(tx, TASK));
  await database.db.transaction((tx) => tasks.markOpen(tx, TASK));
  await follow(1);
  expect(await look()).toEqual({ state: 'open', queued: 1 });
});
