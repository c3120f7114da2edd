const SHIFT = 51n;
/**
 * Brokers count their partitions from 1 and build keys from them. Keys of the embedded engine lie above those of any cluster that a
 * site may have (and below 2^63), so both may serve one site at once, and no key is ever given out twice.
 */
const FIRST_PARTITION = 4000;

/** A key as Zeebe builds it: the partition above 51 bits of a number. @param partition 1 to 8 */
export const composeKey = (partition: number, number: bigint): string =>
  ((BigInt(FIRST_PARTITION + partition) << SHIFT) + number).toString();

/** Partition of a key, 1 to 8; 0 for a text that is no key. Keys of the first versions of this engine had no distance from a broker's. */
export const partitionOf = (key: string): number => {
  const partition = /^\d{1,19}$/.test(key) ? Number(BigInt(key) >> SHIFT) : 0;
  return partition > FIRST_PARTITION ? partition - FIRST_PARTITION : partition;
};

/** The smallest key that this engine gives out. */
export const FIRST_KEY = composeKey(1, 0n);
