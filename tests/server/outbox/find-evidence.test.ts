import type { EngineCommand } from '../../../core/contracts/engine-command.ts';
import { createListener, type Listener } from '../../../server/db/listener.ts';
import { createFindEvidence } from '../../../server/engine/zeebe/outbox/find-evidence.ts';
import { createProjector } from '../../../server/projection/projector.ts';
import { readModel } from '../../../server/projection/read-model.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';
import { appraised, definition, HOUR, recordsOf, T0 } from '../projection/dossier-records.ts';
import { numbered } from '../projection/read-fixture.ts';
import { noRules } from '../projection/reduce-all.ts';

const silent = { warn: () => undefined, error: () => undefined };
const [OPEN, HELD, DONE] = ['2004', '2104', '2204'];
const JOB = '2305';
const task = (key: string, intent: string, assignee = '') =>
  recordsOf('200').task(key, `${key}0`, intent, T0 + HOUR, { assignee });
const job = (intent: string, retries: number) => {
  const made = recordsOf('200').accepted(JOB, {}, T0);
  return { ...made, intent, value: { ...made.value, type: 'notify.applicant', retries } };
};
/** One task that nobody holds, one that somebody holds, one that somebody has completed, one job that has failed once. */
const records = numbered(
  [
    ...[definition, ...appraised('200', 'D1')],
    ...[task(HELD, 'CREATED'), task(HELD, 'ASSIGNED', 'officer')],
    ...[task(DONE, 'CREATED'), task(DONE, 'ASSIGNED', 'officer'), task(DONE, 'COMPLETED', 'officer')],
    ...[job('CREATED', 3), job('FAILED', 2)],
  ],
  1,
);

let database: TestDatabase;
let listener: Listener;
let passed = 0;
beforeAll(async () => {
  database = await cloneDatabase();
  const { db } = database;
  listener = createListener(db, silent);
  await db('engineRecord').insert(records.map(({ value, ...rest }) => ({ ...rest, value: JSON.stringify(value) })));
  await db('enginePartition').where({ id: 1 }).update({ position: records.length });
  await createProjector({ db, listener, readModel, rules: noRules, log: silent }).catchUp();
});
afterAll(async () => {
  await listener.close();
  await database.drop();
});

const isFound = async (command: EngineCommand): Promise<boolean> => {
  const pass = (): Promise<void> => Promise.resolve(void passed++);
  const find = createFindEvidence({ db: database.db, markers: { pass } });
  const row = { ...{ id: '1', lane: 'D1', dossierId: 'D1', jobKey: null, command }, uncertain: true, createdAt: T0 };
  return (await find(row)) !== undefined;
};
const assign = (userTaskKey: string, assignee: string): EngineCommand => ({
  ...{ type: 'assignUserTask', userTaskKey, assignee, allowOverride: false },
});
const complete = (userTaskKey: string): EngineCommand => ({ type: 'completeUserTask', userTaskKey, variables: {} });
const update = (userTaskKey: string): EngineCommand => ({ type: 'updateUserTask', userTaskKey, changeset: {} });
const fail = (retries: number): EngineCommand => ({
  ...{ type: 'failJob', jobKey: JOB, retries, errorMessage: 'no', retryBackOffMs: 0, variables: {} },
});

it.each([
  ['a task was taken', assign(HELD, 'officer'), true],
  ['a task was taken and then completed', assign(DONE, 'officer'), true],
  ['a task was not taken', assign(OPEN, 'officer'), false],
  ['a task was taken by somebody else', assign(HELD, 'another'), false],
  ['a task was given back', assign(OPEN, ''), true],
  ['a task was not given back', assign(HELD, ''), false],
  ['a task was completed', complete(DONE), true],
  ['a task was not completed', complete(HELD), false],
  ['a task was changed before it ended', update(DONE), true],
  ['an open task may be changed again', update(OPEN), false],
  ['a job has failed', fail(2), true],
  ['a job has not failed once more', fail(1), false],
  ['a dossier has a process', { type: 'createInstance', processDefinitionKey: '100', variables: {} } as const, true],
])('%s', async (_what, command, expected) => {
  const before = passed;
  expect(await isFound(command)).toBe(expected);
  // Nothing is concluded from a feed that may be behind.
  expect(passed).toBe(before + 1);
});
