import type { Broker, InternalCommand } from './api.ts';
import type { MemoryStore } from './memory-store.ts';

type Due = { readonly at: number; readonly key: string; readonly command: InternalCommand };

const dueNow = ({ waits, messages }: MemoryStore, now: number): readonly Due[] => [
  ...[...waits.values()].flatMap(({ key, kind, dueAt }): Due[] => {
    if (dueAt === null || dueAt > now) return [];
    if (kind === 'timer') return [{ at: dueAt, key, command: { type: 'triggerTimer', timerKey: key } }];
    return kind === 'job' ? [{ at: dueAt, key, command: { type: 'endJobBackOff', jobKey: key } }] : [];
  }),
  ...[...messages.values()].flatMap(({ key, expiresAt }): Due[] =>
    expiresAt <= now ? [{ at: expiresAt, key, command: { type: 'expireMessage', messageKey: key } }] : [],
  ),
];

const earlier = (a: Due, b: Due): number => a.at - b.at || a.key.length - b.key.length || (a.key < b.key ? -1 : 1);

/**
 * Fires everything that is due, in order of its due date, until nothing is.
 * @param deadline asked before each firing: throws when it has taken too long
 */
export const fireDue = async (
  broker: Broker,
  store: MemoryStore,
  now: number,
  deadline: () => void = () => undefined,
): Promise<void> => {
  for (;;) {
    deadline();
    const [first] = [...dueNow(store, now)].sort(earlier);
    if (!first) return;
    await broker.handle(first.command, now);
  }
};
