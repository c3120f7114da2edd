const BLOCK = 10_000n;

/** Numbers that no other process hands out; taken from the database a block at a time. */
export type KeySource = { next(): bigint | Promise<bigint> };

/** @param nextBlock the next number of the sequence `engine_key_block` */
export const createKeySource = (nextBlock: () => Promise<string>): KeySource => {
  let current = 0n;
  let end = 0n;
  let filling: Promise<void> | undefined;
  const fill = async (): Promise<void> => {
    const block = BigInt(await nextBlock());
    current = block * BLOCK;
    end = current + BLOCK;
  };
  const refill = async (): Promise<bigint> => {
    while (current >= end) {
      filling ??= fill().finally(() => {
        filling = undefined;
      });
      await filling;
    }
    return current++;
  };
  return { next: () => (current < end ? current++ : refill()) };
};
