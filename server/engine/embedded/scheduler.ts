import type { Knex } from 'knex';
import type { Clock } from '../../shared/clock.ts';
import { retryTransaction } from '../../shared/retry-transaction.ts';
import type { RunCommand } from './commands.ts';
import { claimDue, findDue, findNextDue, type DueItem } from './due-items.ts';

type Log = { error(details: object, message: string): void };
type Deps = {
  readonly db: Knex;
  readonly clock: Clock;
  readonly run: RunCommand;
  readonly log: Log;
  readonly pollMs: number;
};

export type Scheduler = {
  /** Does everything that is due now. */
  runDue(): Promise<void>;
  wake(): void;
  close(): Promise<void>;
};
const LANES = 4;
/** What could not be done is left alone for this long, so that it does not keep the rest from being done. */
const ASIDE_MS = 10_000;
/** What is due and was not done just now is held by another process, or has failed: look again soon, without spinning. */
const OVERDUE_MS = 50;

const byTree = (items: readonly DueItem[]): DueItem[][] => {
  const groups = new Map<string, DueItem[]>();
  for (const item of items) {
    const tree = item.rootKey ?? item.key;
    groups.set(tree, [...(groups.get(tree) ?? []), item]);
  }
  return [...groups.values()];
};

/** Fires timers, ends back-offs and drops old messages; several processes may do so at once. */
export const createScheduler = ({ db, clock, run, log, pollMs }: Deps): Scheduler => {
  const aside = new Map<string, number>();
  let running: Promise<void> | undefined;
  let again = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const fire = async (item: DueItem): Promise<boolean> => {
    try {
      return await retryTransaction(db, async (tx) => {
        if (!(await claimDue(tx, item, clock()))) return false;
        await run(item.command, tx);
        return true;
      });
    } catch (error) {
      aside.set(item.key, Date.now() + ASIDE_MS);
      log.error({ err: error, ...item.command }, 'something due could not be done; it will be tried again');
      return false;
    }
  };

  /** What is due in one tree is done one after the other, in its order; trees have nothing to do with each other. */
  const fireAll = async (items: readonly DueItem[]): Promise<number> => {
    let done = 0;
    const queue = byTree(items);
    const lane = async (): Promise<void> => {
      for (let group = queue.shift(); group; group = queue.shift())
        for (const item of group) if (!closed && (await fire(item))) done++;
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return done;
  };

  const pass = async (): Promise<void> => {
    for (;;) {
      again = false;
      for (const [key, until] of aside) if (until <= Date.now()) aside.delete(key);
      const items = await findDue(db, clock(), [...aside.keys()]);
      const done = items.length === 0 ? 0 : await fireAll(items);
      if (closed || (done === 0 && !again)) return;
    }
  };
  const runDue = (): Promise<void> => {
    again = true;
    running ??= pass().finally(() => {
      running = undefined;
    });
    return running;
  };

  const plan = async (): Promise<void> => {
    const next = await findNextDue(db);
    if (closed) return;
    const left = next === null ? pollMs : next - clock();
    const pause = Math.min(pollMs, left > 0 ? left : OVERDUE_MS);
    clearTimeout(timer);
    timer = setTimeout(wake, pause);
  };
  const wake = (): void => {
    if (closed) return;
    clearTimeout(timer);
    runDue()
      .then(plan)
      .catch((error: unknown) => {
        log.error({ err: error }, 'the scheduler met an error');
        if (!closed) timer = setTimeout(wake, pollMs);
      });
  };

  return {
    runDue,
    wake,
    async close() {
      closed = true;
      clearTimeout(timer);
      await running?.catch(() => undefined);
    },
  };
};
