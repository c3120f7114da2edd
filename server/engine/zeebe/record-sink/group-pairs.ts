import { BadRecord, parseRecord } from './parse-record.ts';
import type { Pair } from './read-pairs.ts';

/** The place of a pair whose action line does not tell it is read from the record. */
export const placed = (pair: Pair): Pair => {
  if (pair.partition !== undefined) return pair;
  try {
    const record = parseRecord(pair);
    return record ? { ...pair, partition: record.partition, position: record.position } : pair;
  } catch (error) {
    if (error instanceof BadRecord) return pair;
    throw error;
  }
};

/** The pairs of a bulk by the broker's partition, each in its order; those that belong to none under undefined. */
export const groupPairs = (pairs: Iterable<Pair>): Map<number | undefined, Pair[]> => {
  const groups = new Map<number | undefined, Pair[]>();
  for (const each of pairs) {
    const pair = placed(each);
    const group = groups.get(pair.partition);
    if (group) group.push(pair);
    else groups.set(pair.partition, [pair]);
  }
  return groups;
};
