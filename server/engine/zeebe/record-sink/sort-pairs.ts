import type { DeadLetter } from '../../../projection/dead-letters.ts';
import { toFeedPartition } from './feed-partition.ts';
import { BadRecord, parseRecord, type StoredRecord } from './parse-record.ts';
import type { Pair } from './read-pairs.ts';
import { isSkippedIntent, isSkippedText } from './skipped-records.ts';

/** What becomes of the pairs of one partition. */
export type Sorted = {
  readonly records: readonly StoredRecord[];
  readonly bad: readonly DeadLetter[];
  /** The last position that was looked at. */
  readonly last: number;
};

export const letterOf = (pair: Pair, reason: string): DeadLetter => ({
  stage: 'sink',
  partitionId: pair.partition === undefined ? null : toFeedPartition(pair.partition),
  position: pair.position === undefined ? null : String(pair.position),
  raw: `${pair.action}\n${pair.record}`,
  reason,
});

/** A record that is of use, or why it cannot be read. */
export const readPair = (pair: Pair): StoredRecord | DeadLetter | undefined => {
  if (isSkippedText(pair.valueType, pair.record)) return undefined;
  try {
    const record = parseRecord(pair);
    return record && isSkippedIntent(record.valueType, record.intent) ? undefined : record;
  } catch (error) {
    if (!(error instanceof BadRecord)) throw error;
    return letterOf(pair, error.message);
  }
};

/**
 * Sorts what a bulk holds of one partition. A broker sends in the order of positions, and after a restart again from its last snapshot on:
 * what is not above `known` is passed over before anything of it is read.
 */
export const sortPairs = (pairs: readonly Pair[], known: number): Sorted => {
  const records: StoredRecord[] = [];
  const bad: DeadLetter[] = [];
  let last = known;
  for (const pair of pairs) {
    const position = pair.position ?? last + 1;
    if (position <= last) continue;
    const found = readPair(pair);
    if (pair.position !== undefined) last = pair.position;
    if (found === undefined) continue;
    if ('raw' in found) bad.push(found);
    else records.push(found);
  }
  return { records, bad, last };
};
