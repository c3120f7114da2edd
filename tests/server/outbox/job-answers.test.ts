import type { Knex } from 'knex';
import { CommandRejected, type EngineCommand } from '../../../core/contracts/engine-command.ts';
import type { JobHandler } from '../../../server/engine/engine.ts';
import type { GatewayJob, WorkerOptions } from '../../../server/engine/zeebe/gateway/gateway.ts';
import { openJobWorkers } from '../../../server/engine/zeebe/job-workers.ts';
import { createOutboxStore } from '../../../server/engine/zeebe/outbox/outbox-store.ts';
import { cloneDatabase } from '../../helpers/database.ts';
import { silent, startProcess, waitForOutcome, type Execute, type Process } from './support.ts';

const job = {
  ...{
    key: '77',
    type: 'paper.print',
    retries: 3,
    processInstanceKey: '1',
    bpmnProcessId: 'p',
    processDefinitionKey: '2',
  },
  ...{ elementId: 'e', elementInstanceKey: '3', headers: {}, variables: { dossierId: 'D1' }, variablesText: '{}' },
} satisfies GatewayJob;

let db: Knex;
let drop: () => Promise<void>;
let one: Process | undefined;
let sent: EngineCommand[];
beforeEach(async () => {
  ({ db, drop } = await cloneDatabase());
  await db.raw('create table printed (at int)');
  sent = [];
});
afterEach(async () => {
  await one?.dispatcher.close();
  await drop();
});

/** What a broker does with a job: hands it to the worker as often as it likes. */
const work = (execute: Execute, handler: JobHandler): (() => Promise<void>) => {
  one = startProcess(db, {
    name: 'one',
    execute: (command) => {
      sent.push(command);
      return execute(command);
    },
  });
  one.dispatcher.start();
  let worker: WorkerOptions | undefined;
  openJobWorkers({
    gateway: { openWorker: (options) => ((worker = options), { close: () => Promise.resolve() }) },
    ...{
      db,
      store: createOutboxStore('one'),
      writeDown: one.writeDown,
      log: silent,
      handlers: { [job.type]: handler },
    },
  });
  return async () => worker?.onJob(job);
};
const print =
  (variables: Record<string, string>): JobHandler =>
  async (_job, tx) => {
    await tx('printed').insert({ at: 1 });
    return { type: 'complete', variables };
  };
const printed = async (): Promise<number> => (await db('printed').select('at')).length;
const lastOutcome = async () => {
  const { id = '' } = (await db('engineOutbox').orderBy('id', 'desc').first<{ id: string } | undefined>('id')) ?? {};
  return waitForOutcome(db, id);
};

it('work whose answer was refused becomes an incident when the job comes again, and is not done a second time', async () => {
  const execute: Execute = ({ type }) =>
    type === 'completeJob' ? Promise.reject(new CommandRejected('INVALID_STATE', 'no')) : Promise.resolve({});
  const hand = work(execute, print({}));
  await hand();
  expect((await lastOutcome()).state).toBe('refused');
  await hand();
  expect((await lastOutcome()).state).toBe('done');
  expect(sent).toMatchObject([{ type: 'completeJob' }, { type: 'failJob', jobKey: '77', retries: 0 }]);
  expect(await printed()).toBe(1);
});

it('is done again when a person has looked and the job comes once more', async () => {
  let refuse = true;
  const execute: Execute = ({ type }) =>
    type === 'completeJob' && refuse ? Promise.reject(new CommandRejected('INVALID_STATE', 'no')) : Promise.resolve({});
  const hand = work(execute, print({}));
  for (let time = 0; time < 2; time++) {
    await hand();
    await lastOutcome();
  }
  refuse = false;
  await hand();
  expect((await lastOutcome()).state).toBe('done');
  expect(sent.map(({ type }) => type)).toEqual(['completeJob', 'failJob', 'completeJob']);
});

it('is done once, however often the job comes while its answer is on its way or has arrived', async () => {
  const hand = work(() => Promise.resolve({}), print({}));
  await Promise.all([hand(), hand(), hand()]);
  await lastOutcome();
  await hand();
  expect([await printed(), sent.length]).toEqual([1, 1]);
});

it('fails, with nothing of it kept, when its answer is larger than an engine takes', async () => {
  const hand = work(() => Promise.resolve({}), print({ text: 'x'.repeat(1_100_000) }));
  await hand();
  await lastOutcome();
  expect(sent).toMatchObject([{ type: 'failJob', retries: 2 }]);
  expect(await printed()).toBe(0);
});

it('tells of a fault in the database neither statement nor values', async () => {
  const hand = work(
    () => Promise.resolve({}),
    async (_job, tx) => {
      await tx.raw('insert into printed values (?)', ['Công dân 01']);
      return { type: 'complete', variables: {} };
    },
  );
  await hand();
  await lastOutcome();
  expect(sent).toMatchObject([{ type: 'failJob', errorMessage: 'PostgreSQL 22P02' }]);
});
