import type { Clock } from '../../shared/clock.ts';

type Entry = { failures: number; until: number; last: number };

/**
 * Slows down guessing: after `free` failures of a key each further one doubles the wait, up to `capMs`. Kept in memory, bounded;
 * a success forgets the key, and so does `forgetMs` without a failure: many people may share an address.
 */
export const createThrottle = ({
  clock,
  free = 5,
  firstMs = 1_000,
  capMs = 15 * 60_000,
  forgetMs = 60 * 60_000,
  limit = 50_000,
}: {
  clock: Clock;
  free?: number;
  firstMs?: number;
  capMs?: number;
  forgetMs?: number;
  limit?: number;
}) => {
  const entries = new Map<string, Entry>();
  const failuresOf = (key: string): number => {
    const known = entries.get(key);
    return known && clock() - known.last < forgetMs ? known.failures : 0;
  };
  return {
    /** Milliseconds until this key may try again; 0 = now. */
    waitMs: (key: string): number => Math.max(0, (entries.get(key)?.until ?? 0) - clock()),
    fail(key: string): void {
      const failures = failuresOf(key) + 1;
      entries.delete(key);
      entries.set(key, {
        failures,
        last: clock(),
        until: failures < free ? 0 : clock() + Math.min(capMs, firstMs * 2 ** (failures - free)),
      });
      const oldest = entries.keys().next();
      if (entries.size > limit && !oldest.done) entries.delete(oldest.value);
    },
    succeed(key: string): void {
      entries.delete(key);
    },
    /** Takes back a failure that was counted before its outcome was known. */
    forgive(key: string): void {
      const known = entries.get(key);
      if (known) entries.set(key, { ...known, failures: known.failures - 1, until: 0 });
    },
  };
};
export type Throttle = ReturnType<typeof createThrottle>;

/** As the server uses them: 5 free attempts for a name, 50 for an address. */
export const createSignInThrottles = (clock: Clock) => ({
  name: createThrottle({ clock }),
  address: createThrottle({ clock, free: 50 }),
});
