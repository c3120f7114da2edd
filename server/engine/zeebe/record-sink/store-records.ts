import type { Query } from '../../query.ts';
import { toFeedPartition } from './feed-partition.ts';
import type { StoredRecord } from './parse-record.ts';

/** No JSON text holds a bare line break, so lists of texts travel as one text: no quoting on this side, none to undo on the other. */
const joined = (records: readonly StoredRecord[], name: keyof StoredRecord): string =>
  records.map((record) => record[name]).join('\n');

const list = (n: number, type: string): string => `string_to_array($${n}, E'\\n')::${type}[]`;
const STORE = `with place as (
    insert into engine_partition as known (id, position) values ($1::int, $2::bigint)
    on conflict (id) do update set position = greatest(known.position, excluded.position), foreign_since = null)
  , stored as (
    insert into engine_record (partition_id, position, key, timestamp, value_type, intent, value)
    select $1::int, position, key, timestamp, value_type, intent, value
    from unnest(${list(3, 'bigint')}, ${list(4, 'text')}, ${list(5, 'bigint')}, ${list(6, 'text')}, ${list(7, 'text')}, ${list(8, 'json')})
      as row (position, key, timestamp, value_type, intent, value)
    on conflict do nothing)
  select pg_notify($9, '')`;

/**
 * Records of one partition in one statement: the rows, the place up to which the feed is known, and the word to the projector.
 * A row that is there already stays as it is. Who gets here goes on from what is stored (see foreign-feed.ts).
 * @param channel on which the projector listens
 */
export const storeRecords = async (
  query: Query,
  partition: number,
  records: readonly StoredRecord[],
  channel: string,
): Promise<void> => {
  await query('sink', STORE, [
    toFeedPartition(partition),
    records.at(-1)?.position ?? 0,
    joined(records, 'position'),
    joined(records, 'key'),
    joined(records, 'timestamp'),
    joined(records, 'valueType'),
    joined(records, 'intent'),
    joined(records, 'value'),
    channel,
  ]);
};

/** Position of the last record that is stored of a broker's partition; 0 = none. */
export const loadPosition = async (query: Query, partition: number): Promise<number> => {
  const [row] = await query<{ position: string }>(
    'sink_position',
    'select position::text from engine_partition where id = $1',
    [toFeedPartition(partition)],
  );
  return Number(row?.position ?? 0);
};

/** What was put aside is known too: it need not come again. */
export const movePosition = async (query: Query, partition: number, position: number): Promise<void> => {
  await query(
    'sink_move',
    `insert into engine_partition as known (id, position) values ($1::int, $2::bigint)
     on conflict (id) do update set position = greatest(known.position, excluded.position), foreign_since = null`,
    [toFeedPartition(partition), position],
  );
};
