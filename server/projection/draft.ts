import { tables, type RowOf, type TableName } from './tables.ts';

/** Rows of one table in memory: what was read for a batch, and what its records changed. */
export type TableDraft<R> = {
  find(...key: readonly string[]): R | undefined;
  put(row: R): void;
  /** A row as it is stored; does not count as a change. */
  load(row: R): void;
  list(): Iterable<R>;
  /** Rows with this value in an indexed column (`by` of the table), in the order in which they came. */
  listBy(column: keyof R & string, value: string): R[];
  changed(): readonly R[];
  /** The row as it was before the batch. */
  stored(row: R): R | undefined;
};

/** Key parts are joined by a character that no key and no variable name contains. */
const join = (parts: readonly string[]): string => (parts.length === 1 ? (parts[0] ?? '') : parts.join('\u0000'));

/** Keys of rows by the value of one column. */
type Index = Map<string, Set<string>>;
const move = (index: Index, key: string, from: unknown, to: unknown): void => {
  if (from === to) return;
  if (typeof from === 'string') index.get(from)?.delete(key);
  if (typeof to !== 'string') return;
  const keys = index.get(to);
  if (keys) keys.add(key);
  else index.set(to, new Set([key]));
};

const createTableDraft = <N extends TableName>(name: N): TableDraft<RowOf<N>> => {
  type Row = RowOf<N>;
  const rows = new Map<string, Row>();
  const stored = new Map<string, Row>();
  const dirty = new Set<string>();
  const columns = tables[name].key as readonly (keyof Row)[];
  const indexes = (tables[name].by as readonly (keyof Row & string)[]).map((column) => ({
    column,
    index: new Map() as Index,
  }));
  const keyOf = (row: Row): string => join(columns.map((column) => String(row[column])));
  const set = (key: string, row: Row): void => {
    const before = rows.get(key);
    rows.set(key, row);
    for (const { column, index } of indexes) move(index, key, before?.[column], row[column]);
  };
  return {
    find: (...key) => rows.get(join(key)),
    put: (row) => {
      const key = keyOf(row);
      set(key, row);
      dirty.add(key);
    },
    load: (row) => {
      const key = keyOf(row);
      if (rows.has(key)) return;
      set(key, row);
      stored.set(key, row);
    },
    list: () => rows.values(),
    listBy: (column, value) => {
      const found = indexes.find((each) => each.column === column);
      if (!found) throw new Error(`There is no index of ${name} by ${column}`);
      return [...(found.index.get(value) ?? [])].flatMap((key) => rows.get(key) ?? []);
    },
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
