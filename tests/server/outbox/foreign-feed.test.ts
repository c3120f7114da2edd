import type { Knex } from 'knex';
import { CommandRejected } from '../../../core/contracts/engine-command.ts';
import type { JobHandler } from '../../../server/engine/engine.ts';
import { readForeignSince } from '../../../server/engine/zeebe/foreign-feed.ts';
import type { WorkerOptions } from '../../../server/engine/zeebe/gateway/gateway.ts';
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
  await waitUntil(() => one.dispatcher.isHalted(), 'the halt');
  const late = await give('late');
  expect(await db('engineOutbox').pluck('state')).toEqual(['open', 'open']);
  expect(sent).toEqual([]);
  await mark(null);
  for (const id of [early, late]) expect(await waitForOutcome(db, id)).toMatchObject({ state: 'done' });
  expect(sent.sort()).toEqual(['early', 'late']);
});

it('brokers that do not know what they are asked about are made to write something', async () => {
  let stirred = 0;
  const two = startProcess(db, {
    name: 'two',
    execute: (command) =>
      Promise.reject(new CommandRejected(nameOf(command) === 'unknown' ? 'NOT_FOUND' : 'INVALID_STATE', 'no')),
    stirFeed: () => Promise.reject(new Error(`the feed is away ${++stirred}`)),
  });
  two.dispatcher.start();
  const giveTwo = (name: string) =>
    db.transaction((tx) => two.writeDown(commandOf(name), tx, { dossierId: name, jobKey: null }));
  for (const name of ['known', 'unknown'])
    expect(await waitForOutcome(db, await giveTwo(name))).toMatchObject({ state: 'refused' });
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
  await waitUntil(
    async () => (await readForeignSince(db)) === null && !two.dispatcher.isHalted(),
    'the end of the halt',
  );
  await two.dispatcher.close();
});

it('a running server stops when it is noted', async () => {
  one.dispatcher.start();
  await waitForOutcome(db, await give('before'));
  await mark(new Date());
  await waitUntil(() => one.dispatcher.isHalted(), 'the halt');
  expect(one.dispatcher.hasRoom()).toBe(false);
  await give('after');
  expect(sent).toEqual(['before']);
});

it('jobs of such brokers are left alone', async () => {
  let halted = true;
  const done: string[] = [];
  const handler: JobHandler = ({ key }) => Promise.resolve((done.push(key), { type: 'complete', variables: {} }));
  let worker: WorkerOptions | undefined;
  openJobWorkers({
    gateway: { openWorker: (options) => ((worker = options), { close: () => Promise.resolve() }) },
    ...{ db, store: createOutboxStore('one'), writeDown: one.writeDown, log: silent, handlers: { work: handler } },
    isHalted: () => halted,
  });
  const job = {
    ...{ key: '2251799813685300', type: 'work', retries: 3, headers: {}, variables: {}, variablesText: '{}' },
    ...{ processInstanceKey: '1', bpmnProcessId: 'p', processDefinitionKey: '2' },
    ...{ elementId: 'job', elementInstanceKey: '3' },
  };
  await worker?.onJob(job);
  expect([done, await db('engineOutbox').pluck('id')]).toEqual([[], []]);
  halted = false;
  await worker?.onJob(job);
  expect(done).toEqual([job.key]);
});
