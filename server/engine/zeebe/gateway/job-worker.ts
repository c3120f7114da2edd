import type { JobAnswer } from './answers.ts';
import { activateJobs } from './activate-jobs.ts';
import { readActivatedJob } from './activated-job.ts';
import { backOffMs } from './back-pressure.ts';
import type { GatewayWorker, WorkerOptions } from './gateway.ts';
import type { GrpcCalls } from './grpc-calls.ts';
import type { GatewayLog } from './log.ts';
import type { Pace } from './pace.ts';

type Deps = { readonly calls: GrpcCalls; readonly pace: Pace; readonly log: GatewayLog; readonly name: string };

/** Polls are short: now and then a gateway wakes a waiting poll only at its end, and the job waits as long. */
const POLL_MS = 1_000;

/** Jobs in hand, and a way to wait until there is room for one more. */
const createHands = (capacity: number) => {
  const inHand = new Set<Promise<void>>();
  let roomIsThere = (): void => undefined;
  return {
    room: () => capacity - inHand.size,
    take: (work: Promise<void>): void => {
      const held = work.finally(() => {
        inHand.delete(held);
        roomIsThere();
      });
      inHand.add(held);
    },
    nextRoom: () => new Promise<void>((done) => (roomIsThere = done)),
    empty: async () => {
      while (inHand.size > 0) await Promise.all(inHand);
    },
  };
};

/** Says once that jobs do not come any more and once that they come again, not at every poll of an outage. */
const createReport = (log: GatewayLog, jobType: string) => {
  let lost = false;
  return {
    failed: (err: unknown): void => {
      if (!lost) log.warn({ err, jobType }, 'jobs cannot be fetched; trying again');
      lost = true;
    },
    worked: (): void => {
      if (lost) log.info({ jobType }, 'jobs are fetched again');
      lost = false;
    },
  };
};

/**
 * Fetches jobs of one type for as long as it is open, whatever happens to the broker: a failed poll is followed by another one, at the latest
 * two seconds later. Never asks for more jobs than there is room for.
 *
 * Not the worker of zeebe-node 8.3.2: it gives up a silent poll without cancelling it (measured: 17 jobs at once for a capacity of 4 after a
 * broker stood still for 12 s), fetches again only when seven tenths of its jobs are done, doubles its pauses without a limit, and rounds
 * integers beyond 2^53.
 */
export const createJobWorker = ({ calls, pace, log, name }: Deps, options: WorkerOptions): GatewayWorker => {
  const { type, capacity, lockMs, onJob } = options;
  const hands = createHands(capacity);
  const report = createReport(log, type);
  const closing = new AbortController();
  /** Until `event`, or until this worker closes. Not a race with one promise for all, which would remember every wait there ever was. */
  const waitFor = (event: Promise<void>): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        closing.signal.removeEventListener('abort', end);
        resolve();
      };
      closing.signal.addEventListener('abort', end, { once: true });
      if (closing.signal.aborted) end();
      void event.then(end);
    });

  const handle = async (job: JobAnswer): Promise<void> => {
    try {
      await onJob(readActivatedJob(job));
    } catch (err) {
      log.error({ err, jobKey: job.key, jobType: type }, 'a job was not answered; it comes again after its lock');
    }
  };
  const poll = (): Promise<void> =>
    activateJobs(
      calls,
      { type, worker: name, timeout: lockMs, maxJobsToActivate: hands.room(), requestTimeout: POLL_MS },
      (job) => hands.take(handle(job)),
      closing.signal,
    );
  const run = async (): Promise<void> => {
    let failures = 0;
    while (!closing.signal.aborted) {
      if (hands.room() <= 0) await waitFor(hands.nextRoom());
      else
        try {
          await poll();
          failures = 0;
          report.worked();
        } catch (error) {
          if (closing.signal.aborted) return;
          report.failed(error);
          await waitFor(pace.wait(backOffMs(failures++, pace.random())));
        }
    }
  };

  const running = run();
  return {
    close: async () => {
      closing.abort();
      await running;
      await hands.empty();
    },
  };
};
