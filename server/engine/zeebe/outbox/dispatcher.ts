import type { Knex } from 'knex';
import { CommandRejected } from '../../../../core/contracts/engine-command.ts';
import { EngineUnavailable } from '../../engine.ts';
import type { ZeebeGateway } from '../gateway/gateway.ts';
import { leavesNoTrace, type FindEvidence } from './find-evidence.ts';
import { createLanes } from './lanes.ts';
import type { OutboxCommand, Refusal } from './outbox-row.ts';
import { LEASE_MS, type OutboxStore } from './outbox-store.ts';
import type { Outcomes } from './outcomes.ts';
import { prepareCommand } from './prepare-command.ts';

type Log = { warn(details: object, message: string): void; error(details: object, message: string): void };
type Deps = {
  readonly db: Knex;
  readonly store: OutboxStore;
  readonly gateway: Pick<ZeebeGateway, 'execute'>;
  readonly findEvidence: FindEvidence;
  readonly outcomes: Outcomes;
  readonly log: Log;
  /** Commands sent at once. */
  readonly concurrency?: number;
  /** Commands in hand at most; more wait in the table. */
  readonly capacity?: number;
  readonly pollMs?: number;
};
const RENEW_MS = LEASE_MS / 4;
/** Leases of single commands may end so much before what this process reckons. */
const MARGIN_MS = LEASE_MS / 8;
const DEADLINE_MS = LEASE_MS;
const SHORTEST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

const OUTCOME_UNKNOWN: Refusal = {
  type: 'INVALID_STATE',
  message: 'It is not known whether the brokers carried this out; look, and do it again if they did not',
  problems: [],
};

/** What has become of one attempt. */
type Step = 'over' | 'again';

/**
 * Sends commands to the brokers. A command is sent again only when it is known to have had no effect: after an unknown outcome, the
 * feed is asked first. While brokers are away, one command at a time finds out whether they are back.
 */
export const createDispatcher = (deps: Deps) => {
  const { db, store, gateway, findEvidence, outcomes, log, concurrency = 48, capacity = 5_000, pollMs = 1_000 } = deps;
  const lanes = createLanes();
  let running = 0;
  let closed = false;
  let pauseMs = 0;
  let resume: NodeJS.Timeout | undefined;
  /** By this process's own steady clock: whoever slept longer than the lease must not send any more. */
  let leasedUntil = performance.now() + LEASE_MS;
  const idle = new Set<() => void>();

  const refuse = async (command: OutboxCommand, refusal: Refusal): Promise<Step> => {
    const { id: commandId, uncertain } = command;
    log.error({ commandId, type: command.command.type, rejection: refusal.type, uncertain }, 'a command was refused');
    await outcomes.refused(command, refusal);
    return 'over';
  };

  const attempt = async (command: OutboxCommand): Promise<Step> => {
    if (command.uncertain) {
      if (leavesNoTrace(command.command)) return refuse(command, OUTCOME_UNKNOWN);
      const evidence = await findEvidence(command);
      if (evidence) {
        outcomes.done({ id: command.id, state: 'done', answer: evidence.answer });
        return 'over';
      }
    }
    // Once the lease is over, others may ask the feed and send it themselves: nothing of ours may be on its way then.
    const deadlineMs = Math.min(DEADLINE_MS, leasedUntil - performance.now() - MARGIN_MS);
    if (deadlineMs <= 0) throw new EngineUnavailable('notDone', 'the lease of this process is over');
    const answer = await gateway.execute(prepareCommand(command), { deadlineMs });
    outcomes.done({ id: command.id, state: 'done', answer });
    return 'over';
  };

  const onError = async (command: OutboxCommand, error: unknown): Promise<Step> => {
    if (error instanceof CommandRejected) {
      const { rejectionType: type, message, problems } = error;
      // The first of two sendings may have done it, so that the second finds nothing to do.
      const evidence = command.uncertain ? await findEvidence(command) : undefined;
      if (!evidence) return refuse(command, { type, message, problems });
      outcomes.done({ id: command.id, state: 'done', answer: evidence.answer });
      return 'over';
    }
    const unknown = !(error instanceof EngineUnavailable) || error.outcome === 'unknown';
    if (!(error instanceof EngineUnavailable))
      log.error({ err: error, commandId: command.id, type: command.command.type }, 'a command could not be sent');
    lanes.putBack({ ...command, uncertain: command.uncertain || unknown });
    return 'again';
  };

  const run = async (command: OutboxCommand): Promise<Step> => {
    try {
      return await attempt(command);
    } catch (error) {
      try {
        return await onError(command, error);
      } catch (second) {
        // The evidence could not be had now: neither brokers nor database tell.
        log.warn({ err: second, commandId: command.id }, 'the outcome of a command is not known yet');
        lanes.putBack({ ...command, uncertain: true });
        return 'again';
      }
    }
  };

  const mayStart = (): boolean =>
    !closed &&
    resume === undefined &&
    performance.now() < leasedUntil - 2 * MARGIN_MS &&
    running < (pauseMs > 0 ? 1 : concurrency);

  const fill = (): void => {
    while (mayStart()) {
      const command = lanes.take();
      if (!command) break;
      running++;
      void run(command).then((step) => {
        running--;
        if (step === 'over') {
          lanes.done(command);
          pauseMs = 0;
        } else {
          pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, pauseMs * 2));
          resume ??= setTimeout(
            () => {
              resume = undefined;
              fill();
            },
            pauseMs * (0.5 + Math.random() / 2),
          );
        }
        if (running === 0) for (const tell of idle) tell();
        fill();
      });
    }
  };

  const enter = (command: OutboxCommand): void => {
    lanes.add(command);
    fill();
  };

  const renew = async (): Promise<void> => {
    const started = performance.now();
    const ids = lanes.ids();
    const kept = ids.length === 0 ? new Set<string>() : await store.renew(db, ids);
    // What ended in the meantime is not open any more and not lost: only what still waits here and went away is dropped.
    const waiting = new Set(lanes.ids());
    const lost = ids.filter((id) => waiting.has(id) && !kept.has(id));
    if (lost.length > 0) lanes.drop(new Set([...waiting].filter((id) => !lost.includes(id))));
    leasedUntil = started + LEASE_MS;
  };
  const takeOver = async (): Promise<void> => {
    const room = capacity - lanes.size;
    if (room <= 0) return;
    for (const command of await store.takeOver(db, Math.min(room, 500)))
      if (!outcomes.isPending(command.id)) lanes.add(command);
  };
  const guard = (act: () => Promise<void>, what: string): (() => void) => {
    let busy = false;
    return () => {
      if (busy || closed) return;
      busy = true;
      act()
        .catch((error: unknown) => log.warn({ err: error }, what))
        .finally(() => {
          busy = false;
          fill();
        });
    };
  };
  let timers: NodeJS.Timeout[] = [];

  return {
    /** Whether this process takes further commands in hand. */
    hasRoom: (): boolean => !closed && timers.length > 0 && lanes.size < capacity,
    /**
     * Commands that were committed and are in hand.
     * @param leasedAt `performance.now()` before it was written down: after a long transaction others may have taken it over already
     */
    accept(command: OutboxCommand, leasedAt: number): void {
      if (performance.now() - leasedAt < MARGIN_MS) return enter(command);
      store.renew(db, [command.id]).then(
        (kept) => kept.has(command.id) && enter(command),
        (error: unknown) => log.warn({ err: error, commandId: command.id }, 'a command is left to be taken over'),
      );
    },
    start(): void {
      const look = guard(takeOver, 'commands could not be looked for');
      timers = [
        setInterval(look, pollMs).unref(),
        setInterval(guard(renew, 'commands in hand could not be kept'), RENEW_MS).unref(),
      ];
      look();
    },
    /** Lets what is under way end; the rest is found by others, or at the next start. */
    async close(): Promise<void> {
      closed = true;
      for (const timer of timers) clearInterval(timer);
      clearTimeout(resume);
      if (running > 0) await new Promise<void>((resolve) => idle.add(resolve));
      await outcomes.close();
    },
  };
};
export type Dispatcher = ReturnType<typeof createDispatcher>;
