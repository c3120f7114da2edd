const BLOCK = 10_000n;

/** Takes the next number of the sequence `engine_key_block` from the database. */
export type NextBlock = () => Promise<string>;

/** Numbers that no other process hands out; taken from the database a block at a time. */
export type KeySource = {
  /**
   * @param nextBlock asked when the block is used up. It must use a connection that the caller holds already: when all of a
   *   pool wait for a key, there is none left to fetch one.
   */
  next(nextBlock: NextBlock): bigint | Promise<bigint>;
};

export const createKeySource = (): KeySource => {
  let current = 0n;
  let end = 0n;
  let filling: Promise<void> | undefined;
  const fill = async (nextBlock: NextBlock): Promise<void> => {
    const block = BigInt(await nextBlock());
    current = block * BLOCK;
    end = current + BLOCK;
  };
  const refill = async (nextBlock: NextBlock): Promise<bigint> => {
    while (current >= end) {
      if (filling) {
        // Another transaction may fail while it fetches; then this one does it.
        await filling.catch(() => undefined);
        continue;
      }
      filling = fill(nextBlock).finally(() => {
        filling = undefined;
      });
      await filling;
    }
    return current++;
  };
  return { next: (nextBlock) => (current < end ? current++ : refill(nextBlock)) };
};
