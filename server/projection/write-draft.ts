import type { Query } from '../engine/query.ts';
import { jsonForPostgres } from '../shared/json-for-postgres.ts';
import { columnOf } from './column-names.ts';
import type { Draft } from './draft.ts';
import { tables, type TableName } from './tables.ts';

const upsertOf = (name: TableName): string => {
  const { name: table, columns, key, merge } = tables[name];
  const names = Object.keys(columns);
  const typed = Object.entries(columns).map(([column, type]) => `"${column}" ${type}`);
  const merged = merge as Readonly<Record<string, string | undefined>>;
  const updates = names
    .filter((column) => !(key as readonly string[]).includes(column))
    .map((column) => `${columnOf(column)} = ${merged[column] ?? `excluded.${columnOf(column)}`}`);
  return `insert into ${table} as old (${names.map(columnOf).join(', ')})
    select ${names.map((column) => `"${column}"`).join(', ')} from json_to_recordset($1::json) as row (${typed.join(', ')})
    on conflict (${key.map(columnOf).join(', ')}) do update set ${updates.join(', ')}`;
};
const upserts = new Map((Object.keys(tables) as TableName[]).map((name) => [name, upsertOf(name)]));

/** All changed rows, one statement per table. */
export const writeDraft = async (query: Query, draft: Draft): Promise<void> => {
  for (const [name, sql] of upserts) {
    const rows = draft[name].changed();
    if (rows.length > 0) await query(`write_${name}`, sql, [jsonForPostgres(rows)]);
  }
};
