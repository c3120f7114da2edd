import type { Knex } from 'knex';
import { CommandRejected, type EngineCommand } from '../../../core/contracts/engine-command.ts';
import { EngineUnavailable, type JobHandler } from '../../../server/engine/engine.ts';
import { readForeignSince } from '../../../server/engine/zeebe/foreign-feed.ts';
import type { WorkerOptions, ZeebeGateway } from '../../../server/engine/zeebe/gateway/gateway.ts';
import { createZeebeEngine } from '../../../server/engine/zeebe/zeebe-engine.ts';
import { openJobWorkers } from '../../../server/engine/zeebe/job-workers.ts';
import { createOutboxStore } from '../../../server/engine/zeebe/outbox/outbox-store.ts';
import { cloneDatabase } from '../../helpers/database.ts';
import { commandOf, nameOf, silent, startProcess, waitForOutcome, waitUntil, type Process } from './support.ts';

let db: Knex;
let drop: () => Promise<void>;
let one: Process;
let sent: string[];
beforeEach(async () => {
  ({ db, drop } = await cloneDatabase());
  await db('enginePartition').insert({ id: 1001, position: 500 });
  sent = [];
  one = startProcess(db, {
    name: 'one',
    execute: (command) => Promise.resolve((sent.push(nameOf(command)), {})),
  });
});
afterEach(async () => {
  await one.dispatcher.close();
  await drop();
});

const mark = (foreignSince: Date | null) => db('enginePartition').where({ id: 1001 }).update({ foreignSince });
const give = (name: string): Promise<string> =>
  db.transaction((tx) => one.writeDown(commandOf(name), tx, { dossierId: name, jobKey: null }));

it('to brokers whose data do not belong here nothing is sent; what waits goes out once they have their own again', async () => {
  await mark(new Date());
  const early = await give('early');
  one.dispatcher.start();
  // Before it has looked, too.
  const next = await give('next');
  await waitUntil(() => !one.dispatcher.hasRoom(), 'the halt');
  const late = await give('late');
  expect(await db('engineOutbox').pluck('state')).toEqual(['open', 'open', 'open']);
  expect(sent).toEqual([]);
  await mark(null);
  for (const id of [early, next, late]) expect(await waitForOutcome(db, id)).toMatchObject({ state: 'done' });
  expect(sent.sort()).toEqual(['early', 'late', 'next']);
});

it('brokers that do not know the process they are to start are made to write something', async () => {
  let stirred = 0;
  const two = startProcess(db, {
    name: 'two',
    execute: ({ type }) => Promise.reject(new CommandRejected('NOT_FOUND', `${type}: there is no such thing`)),
    stirFeed: () => Promise.reject(new Error(`the feed is away ${++stirred}`)),
  });
  two.dispatcher.start();
  const giveTwo = (command: EngineCommand) =>
    db.transaction((tx) => two.writeDown(command, tx, { dossierId: 'd', jobKey: null }));
  expect(await waitForOutcome(db, await giveTwo(commandOf('a task that has gone')))).toMatchObject({
    state: 'refused',
  });
  expect(stirred).toBe(0);
  const start = { type: 'createInstance', bpmnProcessId: 'p', variables: {} } as const;
  expect(await waitForOutcome(db, await giveTwo(start))).toMatchObject({ state: 'refused' });
  await two.dispatcher.close();
  expect(stirred).toBe(1);
});

it('while nothing is sent, brokers are made to write something, since those that have their own data back may have nothing to say', async () => {
  await mark(new Date());
  const two = startProcess(db, {
    name: 'two',
    execute: () => Promise.reject(new Error('it was sent')),
    stirFeed: () => mark(null).then(() => undefined),
  });
  two.dispatcher.start();
  await waitUntil(async () => (await readForeignSince(db)) === null && two.dispatcher.hasRoom(), 'the end of the halt');
  await two.dispatcher.close();
});

it('a running server stops when it is noted', async () => {
  one.dispatcher.start();
  await waitForOutcome(db, await give('before'));
  await mark(new Date());
  await waitUntil(() => !one.dispatcher.hasRoom(), 'the halt');
  expect(one.dispatcher.hasRoom()).toBe(false);
  await give('after');
  expect(sent).toEqual(['before']);
});

it('nothing is deployed to such brokers: its keys would mean something else in the right data', async () => {
  const asked: string[] = [];
  const gateway = {
    execute: ({ type }: { readonly type: string }) => Promise.resolve((asked.push(type), {})),
    close: () => Promise.resolve(),
  } as unknown as ZeebeGateway;
  const engine = createZeebeEngine({
    ...{ db, gateway, log: silent },
    clock: () => 0,
    onRefused: () => Promise.resolve(),
  });
  const deploy = () => db.transaction((tx) => engine.send({ type: 'deploy', resources: [] }, tx));
  await mark(new Date());
  await expect(deploy()).rejects.toThrow(EngineUnavailable);
  expect(asked).toEqual([]);
  await mark(null);
  await deploy();
  expect(asked).toEqual(['deploy']);
  await engine.close();
});

it('jobs of such brokers are left alone', async () => {
  await mark(new Date());
  const done: string[] = [];
  const handler: JobHandler = ({ key }) => Promise.resolve((done.push(key), { type: 'complete', variables: {} }));
  let worker: WorkerOptions | undefined;
  openJobWorkers({
    gateway: { openWorker: (options) => ((worker = options), { close: () => Promise.resolve() }) },
    ...{ db, store: createOutboxStore('one'), writeDown: one.writeDown, log: silent, handlers: { work: handler } },
  });
  const job = {
    ...{ key: '2251799813685300', type: 'work', retries: 3, headers: {}, variables: {}, variablesText: '{}' },
    ...{ processInstanceKey: '1', bpmnProcessId: 'p', processDefinitionKey: '2' },
    ...{ elementId: 'job', elementInstanceKey: '3' },
  };
  await worker?.onJob(job);
  expect([done, await db('engineOutbox').pluck('id')]).toEqual([[], []]);
  await mark(null);
  await worker?.onJob(job);
  expect(done).toEqual([job.key]);
});
