import type { Knex } from 'knex';

/** Records that were put aside, by the sink or by the projection, and that nobody has looked after: each is a change that screens do not show. */
export const countDeadLetters = async (db: Knex): Promise<number> => {
  const { rows } = await db.raw<{ rows: { count: number }[] }>(`select count(*)::int as count from engine_dead_letter`);
  return rows[0]?.count ?? 0;
};
