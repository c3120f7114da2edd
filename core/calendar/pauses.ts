import type { Interval } from './working-calendar.ts';

/** An interval in which the legal clock stands still; `to` null = still open. Milliseconds since the epoch. */
export type Pause = { readonly from: number; readonly to: number | null; readonly reason: string };

export type PauseSet = {
  /** Closed pauses after `start`, in order, without overlaps. */
  readonly closed: readonly Interval[];
  /** Since when the clock stands still now; null = it runs. */
  readonly openSince: number | null;
};

const merge = (merged: readonly Interval[], next: Interval): readonly Interval[] => {
  const last = merged.at(-1);
  return last && next.from <= last.to
    ? [...merged.slice(0, -1), { from: last.from, to: Math.max(last.to, next.to) }]
    : [...merged, next];
};

/**
 * Pauses as one clock sees them. Two branches of a process may pause at once: the clock stands still once. What lies before
 * `start` stopped nothing, because the clock had not begun.
 */
export const combinePauses = (pauses: readonly Pause[], start: number): PauseSet => {
  const open = pauses.filter(({ to }) => to === null).map(({ from }) => Math.max(from, start));
  const merged = pauses
    .map(({ from, to }) => ({ from: Math.max(from, start), to: to ?? Number.POSITIVE_INFINITY }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from)
    .reduce(merge, []);
  return {
    closed: merged.filter(({ to }) => Number.isFinite(to)),
    openSince: open.length === 0 ? null : (merged.at(-1)?.from ?? Math.min(...open)),
  };
};
