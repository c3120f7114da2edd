export type StableRow<T> = { readonly item: T; readonly gone: boolean };
export type StableRows<T> = {
  readonly rows: readonly StableRow<T>[];
  /** How many changes of the list wait for "sort again": new rows and rows that have left. */
  readonly pending: number;
};

type Keyed = { readonly key: string };

/**
 * Rows keep their places while the list changes under the reader. `shown` are the rows on the screen in their order, `fresh`
 * what the server says now. Known rows show their new content in the old place, rows that left stay marked, rows that
 * follow the last known one are a further page and are appended; all other new rows wait. When every row has left, there is
 * no place to keep: the list begins anew.
 */
export const stableRows = <T extends Keyed>(shown: readonly T[], fresh: readonly T[]): StableRows<T> => {
  if (shown.length === 0) return { rows: fresh.map((item) => ({ item, gone: false })), pending: 0 };
  const known = new Set(shown.map(({ key }) => key));
  const now = new Map(fresh.map((item) => [item.key, item]));
  const lastKnown = fresh.findLastIndex(({ key }) => known.has(key));
  if (lastKnown < 0) return stableRows([], fresh);
  const appended = fresh.slice(lastKnown + 1);
  const arrived = fresh.filter(({ key }) => !known.has(key)).length - appended.length;
  const kept = shown.map((item) => ({ item: now.get(item.key) ?? item, gone: !now.has(item.key) }));
  return {
    rows: [...kept, ...appended.map((item) => ({ item, gone: false }))],
    pending: arrived + kept.filter(({ gone }) => gone).length,
  };
};

/** Key of the row to open when `key` is done: the next one still there, else the one before; null when the list is empty. */
export const neighbourOf = <T extends Keyed>(rows: readonly StableRow<T>[], key: string): string | null => {
  const index = rows.findIndex(({ item }) => item.key === key);
  const open = (row: StableRow<T>): boolean => !row.gone && row.item.key !== key;
  const next = rows.slice(index + 1).find(open) ?? rows.slice(0, Math.max(index, 0)).findLast(open);
  return next?.item.key ?? null;
};
