const SHIFT = 51n;

/** A key as Zeebe builds it: the partition above 51 bits of a number. */
export const composeKey = (partition: number, number: bigint): string =>
  ((BigInt(partition) << SHIFT) + number).toString();

/** Partition of a key; 0 for a text that is no key. */
export const partitionOf = (key: string): number => (/^\d{1,19}$/.test(key) ? Number(BigInt(key) >> SHIFT) : 0);
