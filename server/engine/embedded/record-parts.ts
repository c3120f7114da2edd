import type { NewRecord } from '../../../core/contracts/engine-record.ts';
import { jsonForPostgres } from '../../shared/json-for-postgres.ts';
import type { Part } from './write-statement.ts';

/**
 * Takes places in a partition and fills them. The partition's row stays locked until the transaction ends, so the order of
 * positions is the order of commits and a rolled back command leaves no gap.
 */
export const appendRecords = (partition: number, records: readonly NewRecord[]): Part[] => {
  const place: Part = {
    name: 'place',
    sql: (n) =>
      `update engine_partition set position = position + $${n}::int where id = $${n + 1}::int returning id, position - $${n}::int as before`,
    values: [records.length, partition],
  };
  const insert: Part = {
    name: 'records',
    sql: (n) => `insert into engine_record (partition_id, position, key, value_type, intent, timestamp, value)
      select place.id, place.before + row.n, row.key, row.value_type, row.intent, row.timestamp, row.value
      from place, rows from (json_to_recordset($${n}::json) as (key text, value_type text, intent text, timestamp bigint, value json))
        with ordinality as row (key, value_type, intent, timestamp, value, n)`,
    values: [
      jsonForPostgres(
        records.map(({ key, valueType, intent, timestamp, value }) => ({
          key,
          value_type: valueType,
          intent,
          timestamp,
          value,
        })),
      ),
    ],
  };
  return [place, insert];
};
