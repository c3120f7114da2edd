/** Time for deadlines and waits, passed in so that tests own it. */
export type Pace = {
  /** Milliseconds on a clock that never goes back; only differences mean something. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
};

export const realPace: Pace = {
  now: () => performance.now(),
  wait: (ms) => new Promise((done) => setTimeout(done, ms)),
  random: () => Math.random(),
};
