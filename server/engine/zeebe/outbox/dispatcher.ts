import { setMaxListeners } from 'node:events';
import type { Knex } from 'knex';
import { CommandRejected } from '../../../../core/contracts/engine-command.ts';
import { EngineUnavailable } from '../../engine.ts';
import { readForeignSince } from '../foreign-feed.ts';
import type { ZeebeGateway } from '../gateway/gateway.ts';
import { leavesNoTrace, type FindEvidence } from './find-evidence.ts';
import { createGate } from './gate.ts';
import { createLanes, type Sort } from './lanes.ts';
import type { OutboxCommand, Refusal } from './outbox-row.ts';
import { LEASE_MS, type OutboxStore } from './outbox-store.ts';
import type { Outcomes } from './outcomes.ts';
import { prepareCommand } from './prepare-command.ts';
import { unlessAborted } from './unless-aborted.ts';

type Log = { warn(details: object, message: string): void; error(details: object, message: string): void };
type Deps = {
  readonly db: Knex;
  readonly store: OutboxStore;
  readonly gateway: Pick<ZeebeGateway, 'execute'>;
  readonly findEvidence: FindEvidence;
  /** Has brokers write something into the feed. */
  readonly stirFeed: () => Promise<void>;
  readonly outcomes: Outcomes;
  readonly log: Log;
  /** Commands sent at once. */
  readonly concurrency?: number;
  /** Commands in hand at most; more wait in the table. */
  readonly capacity?: number;
  readonly pollMs?: number;
};
/** Between two messages that brokers are given to write. */
const STIR_MS = 5_000;
const RENEW_MS = LEASE_MS / 4;
/** Leases of single commands may end so much before what this process reckons. */
const MARGIN_MS = LEASE_MS / 8;
const DEADLINE_MS = LEASE_MS;
/** So many are in hand while brokers or their feed are away: each costs a write at every renewal, and waits in the table as well. */
const CAPACITY_AWAY = 200;
/** Commands taken over in one look. */
const LOOK = 500;

const OUTCOME_UNKNOWN: Refusal = {
  type: 'INVALID_STATE',
  message: 'It is not known whether the brokers carried this out; look, and do it again if they did not',
  problems: [],
};

/** What has become of one attempt; `lost`: it went to another process, which does the rest. */
type Step = 'over' | 'again' | 'lost';

/**
 * Sends commands to the brokers. A command is sent again only when it is known to have had no effect: after an unknown outcome, the
 * feed is asked first. While brokers are away, one command at a time finds out whether they are back.
 */
export const createDispatcher = (deps: Deps) => {
  const { db, store, gateway, findEvidence, stirFeed, outcomes, log } = deps;
  const { concurrency = 48, capacity = 5_000, pollMs = 1_000 } = deps;
  const lanes = createLanes();
  const gates = {
    certain: createGate({ most: concurrency, onOpen: () => fill() }),
    // Asking the feed lasts as long as the feed is late. It must not keep others from being sent.
    uncertain: createGate({ most: Math.ceil(concurrency / 2), onOpen: () => fill() }),
  };
  const closing = new AbortController();
  // Every lane may wait for evidence at once.
  setMaxListeners(0, closing.signal);
  let closed = false;
  /** Whose data the brokers have, as the feed tells; `unknown` until somebody has looked. */
  let brokers: 'unknown' | 'own' | 'foreign' = 'unknown';
  let stirredAt = -Infinity;
  /** By this process's own steady clock: whoever slept longer than the lease must not send any more. */
  let leasedUntil = performance.now() + LEASE_MS;
  const idle = new Set<() => void>();

  /** What brokers write next tells whose data they have. */
  const stir = (): void => {
    if (performance.now() - stirredAt < STIR_MS) return;
    stirredAt = performance.now();
    stirFeed().catch(() => undefined);
  };

  const refuse = async (command: OutboxCommand, refusal: Refusal): Promise<Step> => {
    const { id: commandId, uncertain } = command;
    log.error({ commandId, type: command.command.type, rejection: refusal.type, uncertain }, 'a command was refused');
    await outcomes.refused(command, refusal);
    // What is started was deployed before: brokers that do not know it may have lost their data, and would refuse one dossier after the other.
    if (refusal.type === 'NOT_FOUND' && command.command.type === 'createInstance') stir();
    return 'over';
  };

  const attempt = async (command: OutboxCommand): Promise<Step> => {
    if (command.uncertain) {
      if (leavesNoTrace(command.command)) return refuse(command, OUTCOME_UNKNOWN);
      const evidence = await unlessAborted(findEvidence(command), closing.signal);
      if (evidence) {
        outcomes.done({ id: command.id, state: 'done', answer: evidence.answer });
        return 'over';
      }
      if (!lanes.holds(command)) return 'lost';
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
      const evidence = command.uncertain ? await unlessAborted(findEvidence(command), closing.signal) : undefined;
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

  const maySend = (): boolean => !closed && brokers === 'own' && performance.now() < leasedUntil - 2 * MARGIN_MS;

  const go = async (command: OutboxCommand, sort: Sort): Promise<void> => {
    const gate = gates[sort];
    gate.enter();
    const step = await run(command);
    if (step === 'over') lanes.done(command);
    if (step === 'lost') lanes.putBack({ ...command, uncertain: true });
    gate.leave(step !== 'again');
    if (gates.certain.running + gates.uncertain.running === 0) for (const tell of idle) tell();
    fill();
  };
  const fill = (): void => {
    for (const sort of ['certain', 'uncertain'] as const)
      while (maySend() && gates[sort].isOpen()) {
        const command = lanes.take(sort);
        if (!command) break;
        void go(command, sort);
      }
  };
  /** What waits for the feed takes no room from what can be sent. */
  const room = (): number =>
    (gates.certain.isFailing ? Math.min(capacity, CAPACITY_AWAY) : capacity) - (lanes.size - lanes.uncertain);

  const renew = async (): Promise<void> => {
    const started = performance.now();
    const ids = lanes.ids();
    const kept = ids.length === 0 ? new Set<string>() : await store.renew(db, ids);
    lanes.keep(kept);
    // What ended in the meantime is not open any more and not lost: only what still waits here and went away is dropped.
    const waiting = lanes.ids();
    const lost = new Set(ids.filter((id) => !kept.has(id)));
    if (waiting.some((id) => lost.has(id))) lanes.drop(new Set(waiting.filter((id) => !lost.has(id))));
    leasedUntil = started + LEASE_MS;
  };
  /** Whether leases that were given after this moment are sure to last as long as this process reckons. */
  const isFresh = (leasedAt: number): boolean => performance.now() - leasedAt < MARGIN_MS;
  /** What brokers with the wrong data answer says nothing about the dossiers of this site. */
  const heed = async (): Promise<void> => {
    const found = (await readForeignSince(db)) === null ? 'own' : 'foreign';
    if (found === 'foreign' && brokers !== 'foreign')
      log.error({}, 'nothing is sent to the brokers: their data do not belong to this database');
    if (found === 'own' && brokers === 'foreign') log.warn({}, 'commands are sent to the brokers again');
    brokers = found;
  };
  const takeOver = async (): Promise<void> => {
    const free = room();
    if (free <= 0) return;
    const started = performance.now();
    const look = { limit: Math.min(free, LOOK), unsentOnly: lanes.uncertain >= CAPACITY_AWAY };
    for (const command of await store.takeOver(db, look))
      if (!outcomes.isPending(command.id)) lanes.add(command, isFresh(started));
  };
  /** Whether the brokers' data are known not to belong here: then nothing they say counts. */
  const isHalted = (): boolean => brokers === 'foreign';
  const lookAround = async (): Promise<void> => {
    const looks = await Promise.allSettled([heed(), isHalted() ? undefined : takeOver()]);
    // Brokers that have their own data back may have nothing to say.
    if (isHalted()) stir();
    for (const look of looks) if (look.status === 'rejected') throw look.reason;
  };
  const underWay = new Set<Promise<void>>();
  const guard = (act: () => Promise<void>, what: string): (() => void) => {
    let busy = false;
    return () => {
      if (busy || closed) return;
      busy = true;
      const run = act()
        .catch((error: unknown) => log.warn({ err: error }, what))
        .finally(() => {
          busy = false;
          underWay.delete(run);
          fill();
        });
      underWay.add(run);
    };
  };
  const keep = guard(renew, 'commands in hand could not be kept');
  /** What was not sent needs no asking when another process takes it; and nobody has to wait for the end of a lease. */
  const release = async (): Promise<void> => {
    const rest = lanes.list();
    const idsOf = (uncertain: boolean) => rest.filter((each) => each.uncertain === uncertain).map(({ id }) => id);
    if (rest.length > 0) await store.release(db, { unsent: idsOf(false), uncertain: idsOf(true) });
  };
  let timers: NodeJS.Timeout[] = [];

  return {
    /** Whether this process takes further commands in hand. */
    hasRoom: (): boolean => !closed && !isHalted() && timers.length > 0 && room() > 0,
    /**
     * Commands that were committed and are in hand.
     * @param leasedAt `performance.now()` before it was written down: after a long transaction others may have taken it over already
     */
    accept(command: OutboxCommand, leasedAt: number): void {
      const isKept = isFresh(leasedAt);
      // In its lane at once, so that what is written down after it does not go before it.
      lanes.add(command, isKept);
      if (isKept) fill();
      else keep();
    },
    start(): void {
      const look = guard(lookAround, 'commands could not be looked for');
      timers = [setInterval(look, pollMs).unref(), setInterval(keep, RENEW_MS).unref()];
      look();
    },
    /** Lets what is on its way end; the rest is found by others, or at the next start. */
    async close(): Promise<void> {
      closed = true;
      for (const timer of timers) clearInterval(timer);
      gates.certain.close();
      gates.uncertain.close();
      closing.abort();
      outcomes.hurry();
      if (gates.certain.running + gates.uncertain.running > 0) await new Promise<void>((resolve) => idle.add(resolve));
      await outcomes.close();
      // What a look takes over at the last moment is given back as well.
      await Promise.all(underWay);
      await release().catch((error: unknown) => log.warn({ err: error }, 'commands in hand are left to their lease'));
    },
  };
};
export type Dispatcher = ReturnType<typeof createDispatcher>;
