import type { Knex } from 'knex';
import { jsonForPostgres } from '../shared/json-for-postgres.ts';
import type { Draft } from './draft.ts';
import { tables, type TableName } from './tables.ts';

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const quoted = (name: string): string => `"${snakeCase(name)}"`;

const upsertOf = (name: TableName): string => {
  const { name: table, columns, key } = tables[name];
  const names = Object.keys(columns);
  const list = names.map(quoted).join(', ');
  const typed = Object.entries(columns)
    .map(([column, type]) => `${quoted(column)} ${type}`)
    .join(', ');
  const keyList = (key as readonly string[]).map(quoted).join(', ');
  const updates = names
    .filter((column) => !(key as readonly string[]).includes(column))
    .map((column) => `${quoted(column)} = excluded.${quoted(column)}`);
  return `insert into ${table} (${list}) select ${list} from jsonb_to_recordset(?::jsonb) as row (${typed})
    on conflict (${keyList}) do update set ${updates.join(', ')}`;
};
const upserts = new Map((Object.keys(tables) as TableName[]).map((name) => [name, upsertOf(name)]));

const snakeRow = (row: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [snakeCase(column), value as unknown]));

/** All changed rows, one statement per table. */
export const writeDraft = async (tx: Knex, draft: Draft): Promise<void> => {
  for (const [name, sql] of upserts) {
    const rows = draft[name].changed();
    if (rows.length > 0) await tx.raw(sql, [jsonForPostgres(rows.map(snakeRow))]);
  }
};
