import { createListener, type Listener } from '../../../server/db/listener.ts';
import { createInterpreter } from '../../../server/engine/embedded/create-interpreter.ts';
import { createEmbeddedEngine, type EmbeddedEngine } from '../../../server/engine/embedded/embedded-engine.ts';
import type { JobHandler } from '../../../server/engine/engine.ts';
import { caller, jobThenTask, oneJob, oneMessage, oneTimer } from '../../contract/models.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';

let database: TestDatabase;
let listeners: Listener[];
let engines: EmbeddedEngine[];
let now: number;
const problems: string[] = [];
const log = {
  warn: () => undefined,
  error: (details: object, message: string) =>
    problems.push(`${message} ${String((details as { err?: unknown }).err)}`),
};

/** An engine as another server process would have it: its own caches, keys and connection for notifications. */
const startEngine = async (concurrency = 4): Promise<EmbeddedEngine> => {
  const listener = createListener(database.db, log);
  await listener.start();
  const engine = createEmbeddedEngine({
    db: database.db,
    listener,
    clock: () => now,
    log,
    interpreter: createInterpreter(),
    concurrency,
    pollMs: 60_000,
  });
  listeners.push(listener);
  engines.push(engine);
  return engine;
};
beforeEach(async () => {
  database = await cloneDatabase();
  [listeners, engines, now] = [[], [], Date.UTC(2026, 2, 2, 1)];
  problems.length = 0;
});
afterEach(async () => {
  await Promise.all(engines.map((engine) => engine.close()));
  await Promise.all(listeners.map((listener) => listener.close()));
  await database.drop();
});

const send = (engine: EmbeddedEngine, command: Parameters<EmbeddedEngine['send']>[0]) =>
  database.db.transaction((tx) => engine.send(command, tx));
const deploy = (engine: EmbeddedEngine, content: string) =>
  send(engine, { type: 'deploy', resources: [{ name: 'm.bpmn', content }] });
const create = (engine: EmbeddedEngine, bpmnProcessId: string, variables = {}) =>
  send(engine, { type: 'createInstance', bpmnProcessId, variables });
const count = async (valueType: string, intent: string): Promise<number> => {
  const { rows } = await database.db.raw<{ rows: { count: string }[] }>(
    'select count(*) from engine_record where value_type = ? and intent = ?',
    [valueType, intent],
  );
  return Number(rows[0]?.count);
};
const until = async (done: () => Promise<boolean>): Promise<void> => {
  for (const end = Date.now() + 15_000; !(await done());) {
    if (Date.now() > end) throw new Error(`It did not happen in time; ${problems.join('; ')}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

it('thirty timers that are due at once fire once each, whichever process takes them', async () => {
  const [one, two, three] = [await startEngine(), await startEngine(), await startEngine()];
  await deploy(one, oneTimer());
  for (let index = 0; index < 30; index++) await create(one, 'one-timer', { duration: 'PT1H' });
  now += 3_599_000;
  await Promise.all([one, two, three].map((engine) => engine.runDue()));
  expect(await count('TIMER', 'TRIGGERED')).toBe(0);
  now += 1_000;
  await Promise.all([one, two, three].map((engine) => engine.runDue()));
  await until(async () => (await count('TIMER', 'TRIGGERED')) >= 30);
  await Promise.all([one, two, three].map((engine) => engine.runDue()));
  expect(await count('TIMER', 'TRIGGERED')).toBe(30);
  expect(problems).toEqual([]);
});

it('jobs are shared by processes, and each is done once', async () => {
  const [one, two] = [await startEngine(2), await startEngine(2)];
  const done: string[] = [];
  const by = new Set<string>();
  const handler =
    (name: string): JobHandler =>
    async (job, tx) => {
      await tx.raw('select pg_sleep(0.01)');
      by.add(name);
      done.push(job.key);
      return { type: 'complete', variables: {} };
    };
  await deploy(one, oneJob());
  for (let index = 0; index < 40; index++) await create(one, 'one-job');
  await Promise.all([one.work({ work: handler('one') }), two.work({ work: handler('two') })]);
  await until(async () => (await count('JOB', 'COMPLETED')) === 40);
  expect(new Set(done).size).toBe(40);
  expect(by).toEqual(new Set(['one', 'two']));
});

it('a process learns by notification of work that another one has made', async () => {
  const [web, worker] = [await startEngine(), await startEngine()];
  await deploy(web, oneJob());
  await worker.work({ work: () => Promise.resolve({ type: 'complete', variables: {} }) });
  // The worker's own poll comes after a minute, so only the notification can wake it.
  await create(web, 'one-job');
  await until(async () => (await count('JOB', 'COMPLETED')) === 1);
});

it('what a handler writes is undone when it throws, and its job is tried again', async () => {
  const engine = await startEngine();
  await database.db.raw('create table effect (what text)');
  await deploy(engine, jobThenTask());
  let calls = 0;
  await engine.work({
    work: async (_, tx) => {
      await tx.raw(`insert into effect values (?)`, [`call ${++calls}`]);
      if (calls === 1) throw new Error('after the write');
      return { type: 'complete', variables: {} };
    },
  });
  await create(engine, 'job-then-task');
  await until(async () => (await count('JOB', 'FAILED')) === 1);
  expect(await database.db('effect').pluck('what')).toEqual([]);
  now += 60_000;
  await engine.runDue();
  await until(async () => (await count('USER_TASK', 'CREATED')) === 1);
  expect(await database.db('effect').pluck('what')).toEqual(['call 2']);
});

it('closing waits for the job at hand and takes no new one', async () => {
  const engine = await startEngine(1);
  await deploy(engine, oneJob());
  for (let index = 0; index < 3; index++) await create(engine, 'one-job');
  let started = (): void => undefined;
  const isStarted = new Promise<void>((resolve) => (started = resolve));
  await engine.work({
    work: async (_, tx) => {
      started();
      await tx.raw('select pg_sleep(0.2)');
      return { type: 'complete', variables: {} };
    },
  });
  await isStarted;
  await engine.close();
  expect(await count('JOB', 'COMPLETED')).toBe(1);
});

it('a message published while its receiver opens the subscription is never lost', async () => {
  const [one, two] = [await startEngine(), await startEngine()];
  await deploy(one, oneMessage());
  for (let index = 0; index < 25; index++) {
    const caseId = `case-${index}`;
    await Promise.all([
      create(one, 'one-message', { caseId }),
      send(two, {
        type: 'publishMessage',
        name: 'answer',
        correlationKey: caseId,
        timeToLiveMs: 60_000,
        variables: {},
      }),
    ]);
  }
  expect(await count('PROCESS_MESSAGE_SUBSCRIPTION', 'CORRELATED')).toBe(25);
});

it('commands on one tree from several processes follow each other and none is lost', async () => {
  const [one, two] = [await startEngine(), await startEngine()];
  await deploy(one, jobThenTask());
  await deploy(one, caller('job-then-task'));
  const { processInstanceKey } = await create(one, 'caller');
  const set = (engine: EmbeddedEngine, index: number) =>
    send(engine, {
      type: 'setVariables',
      elementInstanceKey: processInstanceKey ?? '',
      variables: { [`v${index}`]: index },
      local: false,
    });
  await Promise.all(Array.from({ length: 12 }, (_, index) => set(index % 2 === 0 ? one : two, index)));
  expect(await count('VARIABLE', 'CREATED')).toBe(12);
  const tree = await database
    .db('engine_instance')
    .where('rootKey', processInstanceKey ?? '')
    .first<{ tree: string }>('tree');
  for (let index = 0; index < 12; index++) expect(tree.tree).toContain(`"v${index}":${index}`);
});
