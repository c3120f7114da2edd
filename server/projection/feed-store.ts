import type { EngineRecord } from '../../core/contracts/engine-record.ts';
import type { Query } from '../engine/query.ts';

const LOCK_CLASS = 771_001;

type RecordRow = {
  readonly partition_id: number;
  readonly position: string;
  readonly key: string;
  readonly timestamp: string;
  readonly value_type: string;
  readonly intent: string;
  readonly value: Record<string, unknown>;
};
const toRecord = (row: RecordRow): EngineRecord => ({
  partitionId: row.partition_id,
  position: row.position,
  key: row.key,
  timestamp: Number(row.timestamp),
  valueType: row.value_type,
  intent: row.intent,
  value: row.value,
});

/**
 * Takes a partition for this transaction; false when another process has it. Its commit does not wait for the disk: what a power cut takes
 * away, rows and place together, is projected again from the feed, and any commit that does wait takes earlier ones to the disk with it.
 */
export const lockPartition = async (query: Query, partition: number): Promise<boolean> => {
  const [row] = await query<{ locked: boolean }>(
    'lock',
    `select pg_try_advisory_xact_lock($1, $2) as locked, set_config('synchronous_commit', 'off', true)`,
    [LOCK_CLASS, partition],
  );
  return row?.locked ?? false;
};

/** Positions of a partition: `last` one that is known (its record may be of no use and not be there), and the one up to which it is projected. */
export const readPlaces = async (query: Query, partition: number): Promise<{ last: string; done: string }> => {
  const [row] = await query<{ last: string; done: string }>(
    'places',
    `select p.position::text as last, coalesce(done.position, 0)::text as done
     from engine_partition p left join projection_position done on done.partition_id = p.id where p.id = $1`,
    [partition],
  );
  return row ?? { last: '0', done: '0' };
};

/** The next records that say something to the read tables; which flows were taken is kept for those who ask about the past. */
export const listRecords = async (
  query: Query,
  partition: number,
  after: string,
  limit: number,
): Promise<EngineRecord[]> => {
  const rows = await query<RecordRow>(
    'records',
    `select partition_id, position, key, timestamp, value_type, intent, value from engine_record
     where partition_id = $1 and position > $2 and intent <> 'SEQUENCE_FLOW_TAKEN' order by position limit $3`,
    [partition, after, limit],
  );
  return rows.map(toRecord);
};

export const moveDone = async (query: Query, partition: number, position: string): Promise<void> => {
  await query(
    'done',
    `insert into projection_position (partition_id, position) values ($1, $2)
     on conflict (partition_id) do update set position = excluded.position`,
    [partition, position],
  );
};
