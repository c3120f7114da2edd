import type { Knex } from 'knex';
import { retryTransaction } from '../../shared/retry-transaction.ts';
import type { ActivatedJob, JobHandler } from '../engine.ts';
import { failureText } from '../failure-text.ts';
import { backOffFor, outcomeCommand } from '../outcome-command.ts';
import type { GatewayWorker, ZeebeGateway } from './gateway/gateway.ts';
import type { WriteDown } from './outbox/write-down.ts';
import type { OutboxStore } from './outbox/outbox-store.ts';
import { createSlots } from './slots.ts';

type Log = { warn(details: object, message: string): void; error(details: object, message: string): void };
type Deps = {
  readonly db: Knex;
  readonly gateway: Pick<ZeebeGateway, 'openWorker'>;
  readonly store: Pick<OutboxStore, 'findOfJob'>;
  readonly writeDown: WriteDown;
  readonly log: Log;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  /** Jobs of one type in hand at once. */
  readonly capacity?: number;
  /** Jobs of all types worked on at once. */
  readonly concurrency?: number;
};
/**
 * Each holds a connection of the pool, at times while it waits for the number that another one gives: fewer than half, so that whoever opens a
 * page never waits for jobs.
 */
const AT_ONCE = 4;
/**
 * When the broker hands a job out again whose answer has not come: soon, since a worker that was killed, or whose database went away, leaves its
 * jobs locked. One that is still being worked on is passed over by whoever gets it again.
 */
const LOCK_MS = 20_000;
const ANSWER_REFUSED = 'The work of this job was done, but the engine refused its answer';
const passing = new Set(['40P01', '40001']);

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code);

/**
 * Jobs of the brokers: a handler's writes and the command that answers the job commit together, so what a handler does is done exactly once,
 * however often the broker hands the job out.
 */
export const openJobWorkers = (deps: Deps): { close(): Promise<void> } => {
  const { db, gateway, store, writeDown, log, handlers, capacity = 8, concurrency = AT_ONCE } = deps;
  const slots = createSlots(concurrency);

  /**
   * `open`: nobody else works on it, it has no answer that is still on its way or has ended it, and it comes from brokers that have their own
   * data (see foreign-feed.ts). `stuck`: its work is done and committed, but brokers refused the answer and hand the job out again, as they
   * would for ever.
   */
  const stateOf = async (tx: Knex.Transaction, jobKey: string): Promise<'open' | 'closed' | 'stuck'> => {
    const { rows } = await tx.raw<{ rows: { locked: boolean; foreign: boolean }[] }>(
      `select pg_try_advisory_xact_lock(hashtextextended('job ' || ?, 0)) as locked,
         exists (select 1 from engine_partition where foreign_since is not null) as foreign`,
      [jobKey],
    );
    if (!rows[0]?.locked || rows[0].foreign) return 'closed';
    const answer = await store.findOfJob(tx, jobKey);
    if (!answer || (answer.type === 'failJob' && answer.state !== 'open')) return 'open';
    return answer.state === 'refused' ? 'stuck' : 'closed';
  };

  const subjectOf = ({ key, variables }: ActivatedJob) => {
    const { dossierId } = variables;
    return { jobKey: key, dossierId: typeof dossierId === 'string' ? dossierId : null };
  };

  const fail = async (job: ActivatedJob, error: unknown, tx: Knex.Transaction): Promise<void> => {
    const retriesLeft = job.retries - 1;
    log.warn({ err: error, jobType: job.type, jobKey: job.key, retriesLeft }, 'a job failed');
    const outcome = {
      type: 'fail',
      errorMessage: failureText(error),
      retryBackOffMs: backOffFor(retriesLeft),
    } as const;
    await writeDown(outcomeCommand(job, outcome), tx, subjectOf(job));
  };

  /** A person has to look; the work is not done a second time before that. */
  const giveUp = async (job: ActivatedJob, tx: Knex.Transaction): Promise<void> => {
    log.error({ jobType: job.type, jobKey: job.key }, 'the answer of a job was refused; it becomes an incident');
    const outcome = { type: 'fail', errorMessage: ANSWER_REFUSED, retryBackOffMs: 0, final: true } as const;
    await writeDown(outcomeCommand(job, outcome), tx, subjectOf(job));
  };

  const workOn = async (job: ActivatedJob, handler: JobHandler, tx: Knex.Transaction): Promise<void> => {
    const state = await stateOf(tx, job.key);
    if (state === 'closed') return;
    if (state === 'stuck') return giveUp(job, tx);
    try {
      // A savepoint: when the handler fails, its writes go and the failure is still written down.
      await tx.transaction(async (inner) => {
        await writeDown(outcomeCommand(job, await handler(job, inner)), inner, subjectOf(job));
      });
    } catch (error) {
      if (passing.has(codeOf(error))) throw error;
      await fail(job, error, tx);
    }
  };

  const workers: GatewayWorker[] = Object.entries(handlers).map(([type, handler]) =>
    gateway.openWorker({
      ...{ type, capacity, lockMs: LOCK_MS },
      onJob: (job) => slots(() => retryTransaction(db, (tx) => workOn(job, handler, tx))),
    }),
  );
  return {
    close: async () => {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
};
