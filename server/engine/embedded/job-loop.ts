import type { Knex } from 'knex';
import { retryTransaction } from '../../shared/retry-transaction.ts';
import type { ActivatedJob, JobHandler } from '../engine.ts';
import type { RunCommand } from './commands.ts';
import type { Interpreter } from './interpreter-port.ts';
import { backOffFor, outcomeCommand } from './outcome-command.ts';
import { takeJob } from './take-job.ts';

type Log = { warn(details: object, message: string): void; error(details: object, message: string): void };
type Deps = {
  readonly db: Knex;
  readonly interpreter: Interpreter;
  readonly run: RunCommand;
  readonly log: Log;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  readonly concurrency: number;
  readonly pollMs: number;
};

export type JobLoop = { wake(): void; close(): Promise<void> };

/** Carries the job out of a transaction that its handler has broken. */
class HandlerFailed extends Error {
  readonly job: ActivatedJob;
  constructor(job: ActivatedJob, cause: unknown) {
    super('job handler failed', { cause });
    this.job = job;
  }
}
const codeOf = (error: unknown): unknown => (error as { code?: unknown } | null)?.code;
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Hands jobs to their handlers: taking a job, its handler's writes, its outcome and all that follows are one transaction. */
export const createJobLoop = ({ db, interpreter, run, log, handlers, concurrency, pollMs }: Deps): JobLoop => {
  const types = Object.keys(handlers);
  const running = new Set<Promise<void>>();
  let closed = false;
  let mayBeMore = true;

  const workOn = async (tx: Knex.Transaction): Promise<'worked' | 'none'> => {
    const taken = await takeJob(tx, types, interpreter);
    if (taken === 'none') return 'none';
    if (taken === 'gone') return 'worked';
    const { job, rootKey, tree } = taken;
    const handler = handlers[job.type];
    if (!handler) return 'none';
    try {
      const outcome = await handler(job, tx);
      await run(outcomeCommand(job, outcome), tx, { rootKey, tree });
    } catch (error) {
      // A deadlock is nobody's failure: the whole transaction is tried again.
      if (codeOf(error) === '40P01' || codeOf(error) === '40001') throw error;
      throw new HandlerFailed(job, error);
    }
    return 'worked';
  };

  const fail = async ({ job, cause }: HandlerFailed): Promise<void> => {
    log.warn({ err: cause, jobType: job.type, jobKey: job.key, retries: job.retries - 1 }, 'a job failed');
    const outcome = {
      type: 'fail',
      errorMessage: messageOf(cause),
      retryBackOffMs: backOffFor(job.retries - 1),
    } as const;
    await retryTransaction(db, (tx) => run(outcomeCommand(job, outcome), tx));
  };

  const attempt = async (): Promise<void> => {
    try {
      if ((await retryTransaction(db, workOn)) === 'none') mayBeMore = false;
    } catch (error) {
      if (error instanceof HandlerFailed) await fail(error);
      else throw error;
    }
  };

  const fill = (): void => {
    while (!closed && mayBeMore && running.size < concurrency) {
      const one = attempt()
        .catch((error: unknown) => {
          // The database is away, or a job cannot even be failed: wait for the next poll instead of spinning.
          mayBeMore = false;
          log.error({ err: error }, 'the job loop met an error');
        })
        .finally(() => {
          running.delete(one);
          fill();
        });
      running.add(one);
    }
  };
  const wake = (): void => {
    mayBeMore = true;
    fill();
  };
  const poll = setInterval(wake, pollMs);
  wake();

  return {
    wake,
    async close() {
      closed = true;
      clearInterval(poll);
      while (running.size > 0) await Promise.allSettled([...running]);
    },
  };
};
