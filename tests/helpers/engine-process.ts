// A server process in small: engine, job handler, clerk and projector on the database of the test. It is killed at random points.
//   parent -> child {id}: accept this case        child -> parent {accepted: id}, {ready: true}, {open: number}
import type { Knex } from 'knex';
import { createDb } from '../../server/db/client.ts';
import { createListener } from '../../server/db/listener.ts';
import { createInterpreter } from '../../server/engine/embedded/create-interpreter.ts';
import { createEmbeddedEngine } from '../../server/engine/embedded/embedded-engine.ts';
import type { DossierRules } from '../../server/projection/context.ts';
import { createProjector } from '../../server/projection/projector.ts';
import { readModel } from '../../server/projection/read-model.ts';
import { retryTransaction } from '../../server/shared/retry-transaction.ts';

const db: Knex = createDb(process.env['DATABASE_URL'] ?? '');
const tell = (message: object): unknown => process.send?.(message);
const log = {
  warn: () => undefined,
  error: (details: object, message: string) =>
    tell({ error: message, details: String((details as { err?: unknown }).err) }),
};
const clock = (): number => Date.now();
const listener = createListener(db, log);
const engine = createEmbeddedEngine({ db, listener, clock, log, interpreter: createInterpreter(), pollMs: 100 });
const rules: DossierRules = { clockOfStatus: () => 'RUNNING', recomputeDue: ({ promisedAt }) => promisedAt };
const projector = createProjector({ db, listener, readModel, rules, log, batchSize: 50 });

/** The case and its process begin together, or neither does; a repeated request finds its case. */
const accept = (id: string): Promise<unknown> =>
  retryTransaction(db, async (tx) => {
    const { rows } = await tx.raw<{ rows: unknown[] }>(
      'insert into test_case (id) values (?) on conflict do nothing returning id',
      [id],
    );
    if (rows.length > 0)
      await engine.send({ type: 'createInstance', bpmnProcessId: 'kill', variables: { caseId: id } }, tx);
  });

const completeOne = (key: string): Promise<unknown> =>
  retryTransaction(db, async (tx) => {
    await engine.send({ type: 'completeUserTask', userTaskKey: key, variables: {} }, tx);
    await tx.raw('insert into test_completion (task_key) values (?)', [key]);
  });

/** Completes open tasks of the engine, one after the other, as long as the process lives. */
const clerk = async (): Promise<void> => {
  for (;;) {
    const open = await db('engine_wait').where('kind', 'userTask').limit(5).pluck<string[]>('key');
    for (const key of open) await completeOne(key);
    if (open.length === 0) {
      const { rows } = await db.raw<{ rows: { count: string }[] }>('select count(*) from engine_instance');
      tell({ open: Number(rows[0]?.count) });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
};

process.on('message', ({ id }: { id: string }) => {
  accept(id).then(
    () => tell({ accepted: id }),
    (error: unknown) => tell({ error: 'not accepted', details: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));

await listener.start();
await engine.work({
  work: async (job, tx) => {
    await tx.raw('insert into test_work (job_key) values (?)', [job.key]);
    return { type: 'complete', variables: { worked: true } };
  },
});
projector.start();
tell({ ready: true });
await clerk();
