/** Runs something as soon as it may. */
export type Slots = <T>(act: () => Promise<T>) => Promise<T>;

/** Lets so many run at once; the others follow in the order in which they came. */
export const createSlots = (most: number): Slots => {
  let free = most;
  const waiting: (() => void)[] = [];
  return async (act) => {
    if (free > 0) free--;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await act();
    } finally {
      // Whoever waits takes the place at once, so that nobody comes in between.
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
};
