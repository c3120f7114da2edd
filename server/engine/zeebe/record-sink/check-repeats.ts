import type { Query } from '../../query.ts';
import { toFeedPartition } from './feed-partition.ts';
import type { StoredRecord } from './parse-record.ts';
import type { Pair } from './read-pairs.ts';
import { readPair } from './sort-pairs.ts';

/**
 * `other`: stored for something else. `whole`: the same up to the last one that is stored. `part`: nothing speaks against it, but what is
 * stored behind it may be something else all the same.
 */
export type Repeats = 'other' | 'whole' | 'part';

/** Enough to meet stored ones, and little beside the thousands of a bulk. */
const SAMPLE = 50;

/** The last ones: a broker that was put back repeats what is right up to the age of its copy, and other things from there on. */
const takeSample = (repeats: readonly Pair[]): StoredRecord[] => {
  const sample: StoredRecord[] = [];
  for (const pair of repeats.toReversed()) {
    if (sample.length === SAMPLE) break;
    const found = readPair(pair);
    if (found && !('raw' in found)) sample.push(found);
  }
  return sample;
};

/**
 * Compares records at places that are known with what is stored there: key and instant of a repeat are the same, to the digit.
 * @param repeats of one partition, in the order of their positions
 */
export const checkRepeats = async (query: Query, partition: number, repeats: readonly Pair[]): Promise<Repeats> => {
  const sample = takeSample(repeats);
  const [row] = await query<{ other: boolean | null; reached: boolean | null; last: string | null }>(
    'sink_repeats',
    `with last as (select max(position) as position from engine_record where partition_id = $1)
     select bool_or(r.key <> s.key or r.timestamp <> s.timestamp) as other, bool_or(r.position = last.position) as reached,
       max(last.position)::text as last
     from last left join unnest($2::bigint[], $3::text[], $4::bigint[]) as s (position, key, timestamp) on true
     left join engine_record r on r.partition_id = $1 and r.position = s.position`,
    [
      toFeedPartition(partition),
      sample.map(({ position }) => position),
      sample.map(({ key }) => key),
      sample.map(({ timestamp }) => timestamp),
    ],
  );
  if (row?.other) return 'other';
  const isBehindAll = (repeats[0]?.position ?? 0) > Number(row?.last ?? 0);
  return row?.reached || isBehindAll ? 'whole' : 'part';
};
