import type { Knex } from 'knex';

/**
 * Forgets commands that were carried out, or refused and dealt with. Refused ones that nobody has dealt with stay.
 * @returns how many were removed, `limit` at most
 */
export const removeEndedBefore = async (db: Knex, before: Date, limit = 10_000): Promise<number> => {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `delete from engine_outbox where id in (
       select id from engine_outbox where state <> 'open' and ended_at < ? and (state = 'done' or dismissed_at < ?)
       order by ended_at limit ? for update skip locked)`,
    [before, before, limit],
  );
  return rowCount;
};
