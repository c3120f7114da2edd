import { createInterpreter } from '../../../server/engine/embedded/create-interpreter.ts';
import { createEmbeddedEngine } from '../../../server/engine/embedded/embedded-engine.ts';
import { takeJob } from '../../../server/engine/embedded/take-job.ts';
import { oneJob } from '../../contract/models.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';

const NOW = Date.UTC(2026, 2, 2, 1);
const silent = { warn: () => undefined, error: () => undefined };
const interpreter = createInterpreter();
let database: TestDatabase;
beforeEach(async () => {
  database = await cloneDatabase();
});
afterEach(() => database.drop());

const take = () => database.db.transaction((tx) => takeJob(tx, ['work'], interpreter));

it('does not hand out a job whose failure was committed between the look at its wait and the lock of its tree', async () => {
  const { db } = database;
  const engine = createEmbeddedEngine({ db, clock: () => NOW, log: silent, interpreter });
  const send = (command: Parameters<typeof engine.send>[0]) => db.transaction((tx) => engine.send(command, tx));
  await send({ type: 'deploy', resources: [{ name: 'm.bpmn', content: oneJob() }] });
  await send({ type: 'createInstance', bpmnProcessId: 'one-job', variables: {} });
  const taken = await take();
  const job = typeof taken === 'string' ? undefined : taken.job;
  expect(job).toMatchObject({ type: 'work', retries: 2 });
  await send({
    type: 'failJob',
    jobKey: job?.key ?? '',
    retries: 1,
    errorMessage: 'away',
    retryBackOffMs: 60_000,
    variables: {},
  });
  expect(await take()).toBe('none');
  // The wait as a statement sees it that began before the failure.
  await db('engine_wait').where({ key: job?.key }).update({ due_at: null, retries: 2 });
  expect(await take()).toBe('gone');
  await engine.close();
});
