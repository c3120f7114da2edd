import type { Query } from '../engine/query.ts';
import { arrayForPostgres } from '../shared/array-for-postgres.ts';
import { columnOf } from './column-names.ts';
import type { Draft } from './draft.ts';
import { tables, type TableName } from './tables.ts';

/** Lists travel as the text of an array, which unnest would take apart one level too deep. */
const elementOf: Readonly<Record<string, string>> = { 'text[]': 'text' };

/** One parameter per column: PostgreSQL takes lists apart faster than JSON. */
const upsertOf = (name: TableName): string => {
  const { name: table, columns, key, merge } = tables[name];
  const types = Object.entries(columns);
  const names = types.map(([column]) => column);
  const lists = types.map(([, type], index) => `$${index + 1}::${elementOf[type] ?? type}[]`);
  const selected = types.map(([column, type]) => `"${column}"${type in elementOf ? `::${type}` : ''}`);
  const merged = merge as Readonly<Record<string, string | undefined>>;
  const updates = names
    .filter((column) => !(key as readonly string[]).includes(column))
    .map((column) => `${columnOf(column)} = ${merged[column] ?? `excluded.${columnOf(column)}`}`);
  return `insert into ${table} as old (${names.map(columnOf).join(', ')})
    select ${selected.join(', ')} from unnest(${lists.join(', ')}) as row (${names.map((column) => `"${column}"`).join(', ')})
    on conflict (${key.map(columnOf).join(', ')}) do update set ${updates.join(', ')}`;
};
const upserts = new Map((Object.keys(tables) as TableName[]).map((name) => [name, upsertOf(name)]));

/** All changed rows, one statement per table. */
export const writeDraft = async (query: Query, draft: Draft): Promise<void> => {
  for (const [name, sql] of upserts) {
    const rows: readonly Readonly<Record<string, unknown>>[] = draft[name].changed();
    if (rows.length === 0) continue;
    const columns = Object.entries(tables[name].columns);
    await query(
      `write_${name}`,
      sql,
      columns.map(([column, type]) =>
        arrayForPostgres(
          rows.map((row) => row[column]),
          type,
        ),
      ),
    );
  }
};
