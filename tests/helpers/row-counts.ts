import type { Knex } from 'knex';

/** Rows of every table of a database, by its name: what was "nothing stored" is told by all of them. */
export const countRows = async (db: Knex): Promise<Record<string, number>> => {
  const { rows: tables } = await db.raw<{ rows: { name: string }[] }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  const counts = tables.map(({ name }) => `select '${name}' as name, count(*)::int as count from "${name}"`);
  const { rows } = await db.raw<{ rows: { name: string; count: number }[] }>(counts.join(' union all '));
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
};
