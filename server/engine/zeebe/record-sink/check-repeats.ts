import type { Query } from '../../query.ts';
import { toFeedPartition } from './feed-partition.ts';
import { BadRecord, parseRecord, type StoredRecord } from './parse-record.ts';
import type { Pair } from './read-pairs.ts';
import { isSkippedText } from './skipped-records.ts';

/** `same`: as they are stored. `other`: stored for something else. `unknown`: none of them is stored, so nothing can be told. */
export type Repeats = 'same' | 'other' | 'unknown';

/** Enough to meet stored ones among those of no use, and little beside the thousands of a bulk. */
const SAMPLE = 50;

const readQuietly = (pair: Pair): StoredRecord | undefined => {
  if (isSkippedText(pair.valueType, pair.record)) return undefined;
  try {
    return parseRecord(pair);
  } catch (error) {
    if (error instanceof BadRecord) return undefined;
    throw error;
  }
};

/** The last ones: a broker that was put back repeats what is right up to the age of its copy, and other things from there on. */
const takeSample = (repeats: readonly Pair[]): StoredRecord[] => {
  const sample: StoredRecord[] = [];
  for (const pair of repeats.toReversed()) {
    if (sample.length === SAMPLE) break;
    const record = readQuietly(pair);
    if (record) sample.push(record);
  }
  return sample;
};

/** Compares records at places that are taken with what is stored there: key and instant of a repeat are the same, to the digit. */
export const checkRepeats = async (query: Query, partition: number, repeats: readonly Pair[]): Promise<Repeats> => {
  const sample = takeSample(repeats);
  if (sample.length === 0) return 'unknown';
  const [row] = await query<{ found: number; other: number }>(
    'sink_repeats',
    `select count(*)::int as found, count(*) filter (where r.key <> s.key or r.timestamp <> s.timestamp)::int as other
     from unnest($2::bigint[], $3::text[], $4::bigint[]) as s (position, key, timestamp)
     join engine_record r on r.partition_id = $1 and r.position = s.position`,
    [
      toFeedPartition(partition),
      sample.map(({ position }) => position),
      sample.map(({ key }) => key),
      sample.map(({ timestamp }) => timestamp),
    ],
  );
  if (!row || row.found === 0) return 'unknown';
  return row.other > 0 ? 'other' : 'same';
};
