import type { Broker, InternalCommand } from './api.ts';
import { compareKeys } from './compare-keys.ts';
import type { MemoryStore } from './memory-store.ts';

type Due = {
  readonly at: number;
  /** What waits; timers of start events come after all others. */
  readonly holder: string;
  readonly key: string;
  readonly command: InternalCommand;
};

const NO_HOLDER = 'none, and longer than any key';

const dueNow = ({ waits, messages }: MemoryStore, now: number): readonly Due[] => [
  ...[...waits.values()].flatMap(({ key, kind, dueAt, elementInstanceKey }): Due[] => {
    // what was due before 1970 is never found, as in Zeebe
    if (dueAt === null || dueAt > now || dueAt < 0) return [];
    if (kind === 'timer')
      return [
        { at: dueAt, holder: elementInstanceKey ?? NO_HOLDER, key, command: { type: 'triggerTimer', timerKey: key } },
      ];
    return kind === 'job' ? [{ at: dueAt, holder: key, key, command: { type: 'endJobBackOff', jobKey: key } }] : [];
  }),
  ...[...messages.values()].flatMap(({ key, expiresAt }): Due[] =>
    expiresAt <= now ? [{ at: expiresAt, holder: key, key, command: { type: 'expireMessage', messageKey: key } }] : [],
  ),
];

const earlier = (a: Due, b: Due): number => a.at - b.at || compareKeys(a.holder, b.holder) || compareKeys(a.key, b.key);

const isStillDue = ({ waits, messages }: MemoryStore, { key, at }: Due): boolean =>
  waits.get(key)?.dueAt === at || messages.get(key)?.expiresAt === at;

/**
 * Fires everything that is due, in order of its due date, until nothing is. As in Zeebe, what is due is gathered first: what begins
 * meanwhile and is due at once comes after that, even with an earlier date.
 * @param deadline asked before each firing: throws when it has taken too long
 */
export const fireDue = async (
  broker: Broker,
  store: MemoryStore,
  now: number,
  deadline: () => void = () => undefined,
): Promise<void> => {
  for (let due = dueNow(store, now); due.length > 0; due = dueNow(store, now))
    for (const one of [...due].sort(earlier)) {
      deadline();
      if (isStillDue(store, one)) await broker.handle(one.command, now);
    }
};
