import type { Knex } from 'knex';
import type { Listener } from '../../db/listener.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Engine } from '../engine.ts';
import { createRunCommand } from './commands.ts';
import type { Interpreter } from './interpreter-port.ts';
import { createJobLoop, type JobLoop } from './job-loop.ts';
import { createNotifier, WORK_CHANNEL } from './notifier.ts';
import { createScheduler } from './scheduler.ts';

type Log = { warn(details: object, message: string): void; error(details: object, message: string): void };
export type EmbeddedEngineDeps = {
  readonly db: Knex;
  /** Without one, other processes' work is found by polling only. */
  readonly listener?: Listener;
  readonly clock: Clock;
  readonly log: Log;
  readonly interpreter: Interpreter;
  /** Jobs at once in this process. */
  readonly concurrency?: number;
  /** Safety net of the wake-ups. */
  readonly pollMs?: number;
};
export type EmbeddedEngine = Engine & {
  /** Fires what is due now, without waiting for the scheduler's own time. */
  runDue(): Promise<void>;
};

/**
 * The engine inside the server: the interpreter over PostgreSQL. `send` needs nothing running; `work` starts timers and job
 * handlers, in as many processes as wanted.
 */
export const createEmbeddedEngine = ({
  db,
  listener,
  clock,
  log,
  interpreter,
  concurrency = 4,
  pollMs = 2_000,
}: EmbeddedEngineDeps): EmbeddedEngine => {
  const notifier = createNotifier(db, log);
  let loop: JobLoop | undefined;
  let scheduling = false;
  let closed = false;
  const wake = (): void => {
    loop?.wake();
    if (scheduling) scheduler.wake();
  };
  const onCommitted = (work: boolean): void => {
    if (closed) return;
    notifier.notify(work);
    if (work) wake();
  };
  const run = createRunCommand({ clock, interpreter, onCommitted });
  const scheduler = createScheduler({ db, clock, run, log, pollMs });
  const stopListening = listener?.on(WORK_CHANNEL, wake);

  return {
    capabilities: { name: 'embedded', version: '8.5', transactional: true },
    send: (command, tx) => run(command, tx),
    runDue: () => scheduler.runDue(),
    work: async (handlers) => {
      if (loop) throw new Error('The engine is working already');
      loop = createJobLoop({ db, interpreter, run, log, handlers, concurrency, pollMs });
      scheduling = true;
      scheduler.wake();
      return Promise.resolve();
    },
    close: async () => {
      stopListening?.();
      await Promise.all([scheduler.close(), loop?.close()]);
      closed = true;
      await notifier.close();
    },
  };
};
