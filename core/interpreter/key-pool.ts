/** Keys at hand, so that a step of the interpreter needs no waiting. */
export type KeyPool = {
  /** @throws Error when more keys are taken than were reserved: a wrong bound, never a matter of data */
  take(): string;
  reserve(count: number): Promise<void> | void;
};

export const createKeyPool = (nextKey: () => string | Promise<string>): KeyPool => {
  const keys: string[] = [];
  let used = 0;
  const refill = async (count: number, first: Promise<string>): Promise<void> => {
    keys.push(await first);
    while (keys.length - used < count) keys.push(await nextKey());
  };
  return {
    take: () => {
      const key = keys[used++];
      if (key === undefined) throw new Error('No key was reserved for this step');
      return key;
    },
    reserve: (count) => {
      if (used > 1024) {
        keys.splice(0, used);
        used = 0;
      }
      while (keys.length - used < count) {
        const key = nextKey();
        if (typeof key !== 'string') return refill(count, key);
        keys.push(key);
      }
      return undefined;
    },
  };
};
