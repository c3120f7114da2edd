import { tables, type RowOf, type TableName } from './tables.ts';

/** Rows of one table in memory: what was read for a batch, and what its records changed. */
export type TableDraft<R> = {
  find(...key: readonly string[]): R | undefined;
  put(row: R): void;
  /** A row as it is stored; does not count as a change. */
  load(row: R): void;
  list(): Iterable<R>;
  changed(): readonly R[];
  /** The row as it was before the batch. */
  stored(row: R): R | undefined;
};

/** Key parts are joined by a character that no key and no variable name contains. */
const join = (parts: readonly string[]): string => parts.join('\u0000');

const createTableDraft = <N extends TableName>(name: N): TableDraft<RowOf<N>> => {
  const rows = new Map<string, RowOf<N>>();
  const stored = new Map<string, RowOf<N>>();
  const dirty = new Set<string>();
  const columns = tables[name].key as readonly string[];
  const keyOf = (row: RowOf<N>): string => join(columns.map((column) => String(row[column as keyof RowOf<N>])));
  return {
    find: (...key) => rows.get(join(key)),
    put: (row) => {
      rows.set(keyOf(row), row);
      dirty.add(keyOf(row));
    },
    load: (row) => {
      if (rows.has(keyOf(row))) return;
      rows.set(keyOf(row), row);
      stored.set(keyOf(row), row);
    },
    list: () => rows.values(),
    stored: (row) => stored.get(keyOf(row)),
    changed: () => [...dirty].map((key) => rows.get(key)).filter((row) => row !== undefined),
  };
};

/** The read side as the records of one batch see and change it. */
export type Draft = { readonly [N in TableName]: TableDraft<RowOf<N>> };

export const createDraft = (): Draft =>
  Object.fromEntries(
    (Object.keys(tables) as TableName[]).map((name) => [name, createTableDraft(name)]),
  ) as unknown as Draft;
