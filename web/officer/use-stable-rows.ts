import { useEffect, useRef, useState } from 'react';
import type { TaskRow } from '../../core/contracts/task.ts';
import { stableRows, type StableRows } from './stable-rows.ts';

/**
 * Keeps rows in place until `rearrange` is called or `scope` (tab, search, order) changes. `settled` is false while
 * the rows of another scope are still on the screen.
 */
export const useStableRows = (
  fresh: readonly TaskRow[],
  scope: string,
  settled: boolean,
): StableRows<TaskRow> & { readonly rearrange: () => void } => {
  const shown = useRef<{ scope: string; rows: readonly TaskRow[] }>({ scope, rows: [] });
  const [, redraw] = useState(0);
  const base = shown.current.scope === scope || !settled ? shown.current.rows : [];
  const result = stableRows(base, fresh);
  useEffect(() => {
    if (settled) shown.current = { scope, rows: result.rows.map(({ item }) => item) };
  });
  const rearrange = (): void => {
    shown.current = { scope, rows: [] };
    redraw((count) => count + 1);
  };
  return { ...result, rearrange };
};
