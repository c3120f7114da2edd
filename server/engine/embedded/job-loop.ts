import type { Knex } from 'knex';
import { retryTransaction } from '../../shared/retry-transaction.ts';
import type { ActivatedJob, JobHandler } from '../engine.ts';
import type { RunCommand } from './commands.ts';
import type { Interpreter } from './interpreter-port.ts';
import { failureText } from '../failure-text.ts';
import { backOffFor, outcomeCommand } from '../outcome-command.ts';
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

const AFTER_ERROR_MS = 1_000;
export type JobLoop = { wake(): void; close(): Promise<void> };

const codeOf = (error: unknown): unknown => (error as { code?: unknown } | null)?.code;

/** Hands jobs to their handlers: taking a job, its handler's writes, its outcome and all that follows are one transaction. */
export const createJobLoop = ({ db, interpreter, run, log, handlers, concurrency, pollMs }: Deps): JobLoop => {
  const types = Object.keys(handlers);
  const running = new Set<Promise<void>>();
  let closed = false;
  let mayBeMore = true;
  /** Counts wake-ups and finished jobs. */
  let changes = 0;
  let retry: NodeJS.Timeout | undefined;

  /** The tree is read anew: the failed attempt may have changed the one at hand. */
  const fail = async (job: ActivatedJob, error: unknown, tx: Knex.Transaction): Promise<void> => {
    const retriesLeft = job.retries - 1;
    log.warn({ err: error, jobType: job.type, jobKey: job.key, retriesLeft }, 'a job failed');
    const retryBackOffMs = backOffFor(retriesLeft);
    await run(outcomeCommand(job, { type: 'fail', errorMessage: failureText(error), retryBackOffMs }), tx);
  };

  const workOn = async (tx: Knex.Transaction): Promise<'worked' | 'none'> => {
    const taken = await takeJob(tx, types, interpreter);
    if (taken === 'none') return 'none';
    if (taken === 'gone') return 'worked';
    const { job, rootKey, tree } = taken;
    const handler = handlers[job.type];
    if (!handler) return 'none';
    try {
      // A savepoint: when the handler fails its writes go, but the tree stays locked, so no other worker can take the job before its back-off.
      await tx.transaction(async (inner) => {
        const outcome = await handler(job, inner);
        await run(outcomeCommand(job, outcome), inner, { rootKey, tree });
      });
    } catch (error) {
      // A deadlock is nobody's failure: the whole transaction is tried again.
      if (codeOf(error) === '40P01' || codeOf(error) === '40001') throw error;
      await fail(job, error, tx);
    }
    return 'worked';
  };

  /** Other workers may have emptied what a slow look saw; so only a look that nothing happened beside ends the search. */
  const attempt = async (): Promise<void> => {
    const seen = changes;
    const answer = await retryTransaction(db, workOn);
    if (answer === 'worked') {
      changes++;
      mayBeMore = true;
    } else if (seen === changes) mayBeMore = false;
  };

  const fill = (): void => {
    while (!closed && mayBeMore && running.size < concurrency) {
      const one = attempt()
        .catch((error: unknown) => {
          // The database is away, or a job cannot even be failed: wait a moment instead of spinning.
          mayBeMore = false;
          if (!closed) retry ??= setTimeout(wake, AFTER_ERROR_MS);
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
    clearTimeout(retry);
    retry = undefined;
    changes++;
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
      clearTimeout(retry);
      while (running.size > 0) await Promise.allSettled([...running]);
    },
  };
};
