import type { Knex } from 'knex';

/** Partitions whose records do not run from 1 to their position without a gap. */
export const findLedgerGaps = async (db: Knex): Promise<unknown[]> => {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `select p.id from engine_partition p left join engine_record r on r.partition_id = p.id
     group by p.id, p.position having count(r.*) <> p.position or coalesce(max(r.position), 0) <> p.position`,
  );
  return rows;
};
