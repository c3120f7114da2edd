const FIRST_FEED = 1000;
const SHIFT = 51n;

/** Records of a broker's partition are kept beside those of the embedded engine (1 to 8), above this number. */
export const feedOf = (partition: number): number => FIRST_FEED + partition;
export const isBrokerFeed = (feed: number): boolean => feed > FIRST_FEED;

/** The partition in which a broker made this key. */
export const partitionOfKey = (key: string): number => Number(BigInt(key) >> SHIFT);
