import { pause } from './pause.ts';

/** Lets callers through one after the other, so many per second at most. */
export const createPace = (perSecond: number): (() => Promise<void>) => {
  let next = 0;
  return async () => {
    const now = performance.now();
    const slot = Math.max(now, next);
    next = slot + 1_000 / perSecond;
    if (slot > now) await pause(slot - now);
  };
};
