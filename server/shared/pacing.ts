type Options = {
  /** So many may follow each other at once after a rest. */
  readonly burst: number;
  /** When they keep coming: one in this many milliseconds. */
  readonly everyMs: number;
  /** Milliseconds of a steady clock. */
  readonly now?: () => number;
};

/**
 * Tells how long to wait before the next of something that costs the same for little and for much, in milliseconds: a few at once are let
 * through, so that a single act is quick, and under load they are spaced out, so that each takes more.
 */
export const createPacing = ({ burst, everyMs, now = () => performance.now() }: Options): (() => number) => {
  let tokens = burst;
  let at = now();
  return () => {
    const time = now();
    tokens = Math.min(burst, tokens + (time - at) / everyMs) - 1;
    at = time;
    return tokens >= 0 ? 0 : -tokens * everyMs;
  };
};
