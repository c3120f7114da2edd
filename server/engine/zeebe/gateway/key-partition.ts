const LARGEST = 2n ** 63n - 1n;
const SHIFT = 51n;

/** The partition that made a key (`partition * 2^51 + n`); undefined for a text that is no key of any engine. */
export const findKeyPartition = (key: string): number | undefined => {
  if (!/^\d{1,19}$/.test(key)) return undefined;
  const value = BigInt(key);
  return value > LARGEST ? undefined : Number(value >> SHIFT);
};
