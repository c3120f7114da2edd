import type { Knex } from 'knex';
import { readTableNames } from '../../../server/projection/read-table-names.ts';

/** Every row of every read table as text, in a fixed order. */
export const dumpReadTables = async (db: Knex): Promise<Record<string, string[]>> => {
  const dump: Record<string, string[]> = {};
  for (const name of readTableNames) {
    const { rows } = await db.raw<{ rows: { line: string }[] }>(`select t::text as line from ${name} t order by 1`);
    dump[name] = rows.map((row) => row.line);
  }
  return dump;
};
