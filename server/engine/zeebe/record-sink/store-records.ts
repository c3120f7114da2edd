import type { Query } from '../../query.ts';
import { toFeedPartition } from './feed-partition.ts';
import type { StoredRecord } from './parse-record.ts';

/** No JSON text holds a bare line break, so lists of texts travel as one text: no quoting on this side, none to undo on the other. */
const joined = (records: readonly StoredRecord[], name: keyof StoredRecord): string =>
  records.map((record) => record[name]).join('\n');

const list = (n: number, type: string): string => `string_to_array($${n}, E'\\n')::${type}[]`;
const STORE = `with place as (
    insert into engine_partition as known (id, position) values ($1::int, $2::bigint)
    on conflict (id) do update set position = greatest(known.position, excluded.position))
  , stored as (
    insert into engine_record (partition_id, position, key, timestamp, value_type, intent, value)
    select $1::int, position, key, timestamp, value_type, intent, value
    from unnest(${list(3, 'bigint')}, ${list(4, 'text')}, ${list(5, 'bigint')}, ${list(6, 'text')}, ${list(7, 'text')}, ${list(8, 'json')})
      as row (position, key, timestamp, value_type, intent, value)
    on conflict do nothing)
  select pg_notify($9, '')`;

/**
 * Records of one partition in one statement: the rows, the place up to which the feed is known, and the word to the projector.
 * A row that is there already stays as it is.
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

/** What is known of a broker's partition: up to where, 0 = nothing, and whether its data or those of another one were not its own. */
export type Place = { readonly position: number; readonly isForeign: boolean; readonly othersAreForeign: boolean };

export const loadPlace = async (query: Query, partition: number): Promise<Place> => {
  const [row] = await query<{ position: string; foreign: boolean; others: boolean }>(
    'sink_place',
    `select coalesce(max(position) filter (where id = $1), 0)::text as position,
       coalesce(bool_or(foreign_since is not null) filter (where id = $1), false) as foreign,
       coalesce(bool_or(foreign_since is not null) filter (where id <> $1), false) as others from engine_partition`,
    [toFeedPartition(partition)],
  );
  return {
    position: Number(row?.position ?? 0),
    isForeign: row?.foreign ?? false,
    othersAreForeign: row?.others ?? false,
  };
};

/** What was put aside is known too: it need not come again. */
export const movePosition = async (query: Query, partition: number, position: number): Promise<void> => {
  await query(
    'sink_move',
    `insert into engine_partition as known (id, position) values ($1::int, $2::bigint)
     on conflict (id) do update set position = greatest(known.position, excluded.position)`,
    [toFeedPartition(partition), position],
  );
};
