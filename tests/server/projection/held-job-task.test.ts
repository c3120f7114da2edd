import { createListener, type Listener } from '../../../server/db/listener.ts';
import { createTaskStore } from '../../../server/features/tasks/task-store.ts';
import { createProjector, type Projector } from '../../../server/projection/projector.ts';
import { clearProjection } from '../../../server/projection/rebuild.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';
import { dumpReadTables } from './dump-tables.ts';
import { numbered, readFixture } from './read-fixture.ts';
import { noRules } from './reduce-all.ts';
import { readModel } from '../../../server/projection/read-model.ts';

const silent = { warn: () => undefined, error: () => undefined };
const records = numbered(readFixture('8.5.8', '03-job-user-task'), 1);
const isTask = (intent: string) => (record: (typeof records)[number]) =>
  record.valueType === 'JOB' && record.intent === intent && record.value['type'] === 'io.camunda.zeebe:userTask';
const HELD_AT = new Date('2026-11-24T03:00:00Z');

let database: TestDatabase;
let listener: Listener;
let projector: Projector;
beforeEach(async () => {
  database = await cloneDatabase();
  listener = createListener(database.db, silent);
  projector = createProjector({ db: database.db, listener, readModel, rules: noRules, log: silent });
});
afterEach(async () => {
  await listener.close();
  await database.drop();
});

const followTo = async (count: number): Promise<void> => {
  const rows = records.slice(0, count).map(({ value, ...rest }) => ({ ...rest, value: JSON.stringify(value) }));
  await database.db('engineRecord').insert(rows).onConflict(['partition_id', 'position']).ignore();
  await database.db('enginePartition').where({ id: 1 }).update({ position: count });
  await projector.catchUp();
};
const holderOf = async (key: string): Promise<string | null | undefined> =>
  (await database.db('userTask').where({ key }).first<{ assignee: string | null }>('assignee'))?.assignee;

it('keeps who holds a job-based task while it is open, and nothing of that when it has ended, so that a rebuild gives the same', async () => {
  const created = records.findIndex(isTask('CREATED'));
  const { key } = records[created] ?? { key: '' };
  const ended = records.findIndex((record) => record.key === key && isTask('COMPLETED')(record));
  expect([created >= 0, ended > created]).toEqual([true, true]);
  await followTo(created + 1);
  const before = await holderOf(key);
  await database.db.transaction((tx) => createTaskStore().setHolder(tx, key, 'one', HELD_AT));
  await followTo(ended);
  expect(await holderOf(key)).toBe('one');
  await followTo(records.length);
  expect(await holderOf(key)).toBe(before);
  const followed = await dumpReadTables(database.db);
  await clearProjection(database.db);
  await projector.catchUp();
  expect(await dumpReadTables(database.db)).toEqual(followed);
});

it('takes no holder for a native task from there', async () => {
  const native = numbered(readFixture('8.5.8', '02-native-user-task'), 1);
  await database
    .db('engineRecord')
    .insert(native.map(({ value, ...rest }) => ({ ...rest, value: JSON.stringify(value) })));
  await database.db('enginePartition').where({ id: 1 }).update({ position: native.length });
  await projector.catchUp();
  const [task] = await database
    .db('userTask')
    .where({ native: true })
    .select<{ key: string; assignee: string | null }[]>('key', 'assignee');
  await database.db.transaction((tx) => createTaskStore().setHolder(tx, task?.key ?? '', 'one', HELD_AT));
  expect(await holderOf(task?.key ?? '')).toBe(task?.assignee);
  expect(task?.assignee).not.toBe('one');
});
