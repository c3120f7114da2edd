import type { Knex } from 'knex';
import type { Query } from '../query.ts';

/**
 * A broker whose data were emptied, or put back to an older copy, numbers its records from a position that is stored here for something else.
 * Taken for repeats they would be passed over without a word; so it is noted (`engine_partition.foreign_since`), and until its data are the
 * right ones again nothing is taken from the brokers or sent to them.
 */

/** @param now milliseconds since the epoch @returns whether it was not noted before */
export const markForeign = async (query: Query, feedPartition: number, now: number): Promise<boolean> => {
  const rows = await query(
    'mark_foreign',
    'update engine_partition set foreign_since = $2 where id = $1 and foreign_since is null returning id',
    [feedPartition, new Date(now)],
  );
  return rows.length > 0;
};

export const markOwn = async (query: Query, feedPartition: number): Promise<void> => {
  await query('mark_own', 'update engine_partition set foreign_since = null where id = $1', [feedPartition]);
};

/** Since when brokers have sent records that do not belong here; null: all is well. */
export const readForeignSince = async (db: Knex): Promise<Date | null> => {
  const { rows } = await db.raw<{ rows: { since: Date | null }[] }>(
    'select min(foreign_since) as since from engine_partition',
  );
  return rows[0]?.since ?? null;
};
