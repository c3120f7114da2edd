import type { Knex } from 'knex';
import type { GatewayJob, WorkerOptions } from '../../../server/engine/zeebe/gateway/gateway.ts';
import { openJobWorkers } from '../../../server/engine/zeebe/job-workers.ts';
import { createOutboxStore } from '../../../server/engine/zeebe/outbox/outbox-store.ts';
import { cloneDatabase } from '../../helpers/database.ts';
import { silent } from './support.ts';

let db: Knex;
let drop: () => Promise<void>;
beforeEach(async () => {
  ({ db, drop } = await cloneDatabase());
});
afterEach(() => drop());

const jobOf = (type: string, key: string): GatewayJob => ({
  ...{ key, type, retries: 3, processInstanceKey: '1', bpmnProcessId: 'p', processDefinitionKey: '2' },
  ...{ elementId: 'e', elementInstanceKey: '3', headers: {}, variables: {}, variablesText: '{}' },
});

it('many jobs of many types leave connections of the pool to those who open pages', async () => {
  const types = ['a', 'b', 'c', 'd'];
  const workers = new Map<string, WorkerOptions>();
  let running = 0;
  let most = 0;
  const handler = async (_job: unknown, tx: Knex.Transaction) => {
    most = Math.max(most, ++running);
    await tx.raw('select pg_sleep(0.02)');
    running--;
    return { type: 'complete', variables: {} } as const;
  };
  openJobWorkers({
    gateway: { openWorker: (options) => (workers.set(options.type, options), { close: () => Promise.resolve() }) },
    ...{
      db,
      store: createOutboxStore('one'),
      writeDown: () => Promise.resolve('1'),
      log: silent,
    },
    handlers: Object.fromEntries(types.map((type) => [type, handler])),
  });
  const hand = async (type: string, key: string): Promise<unknown> => workers.get(type)?.onJob(jobOf(type, key));
  await Promise.all(
    types.flatMap((type, index) => Array.from({ length: 8 }, (_, number) => hand(type, `${index}${number}`))),
  );
  expect(most).toBe(4);
});
