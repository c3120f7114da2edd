import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Skeletons } from '../ui/Skeletons.tsx';
import classes from './System.module.css';
import { useRowOfAddress } from './use-row-of-address.ts';

type List<R> = UseInfiniteQueryResult<{ readonly pages: readonly { readonly items: readonly R[] }[] }>;
type Props<R> = {
  readonly label: string;
  readonly list: List<R>;
  readonly columns: readonly string[];
  /** Address of a row within the page. */
  readonly idOf: (row: R) => string;
  readonly cells: (row: R) => readonly ReactNode[];
  readonly empty: ReactNode;
};

/**
 * A list of the desk: a table that becomes cards on narrow screens. Roles are written out, since browsers take them from tables that are
 * laid out in another way.
 */
export function DeskTable<R>({ label, list, columns, idOf, cells, empty }: Props<R>) {
  const { t } = useTranslation();
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const here = useRowOfAddress(rows.map(idOf));
  if (list.isPending) return <Skeletons rows={4} height={40} />;
  if (list.isError && rows.length === 0) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (rows.length === 0) return empty;
  return (
    <>
      <table role="table" className={classes['table']} aria-label={label}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column} role="columnheader" scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={idOf(row)} id={idOf(row)} role="row" tabIndex={-1} data-here={idOf(row) === here}>
              {cells(row).map((cell, index) => (
                <td key={columns[index]} role="cell" data-label={columns[index]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {list.hasNextPage && (
        <Button
          variant="default"
          w="fit-content"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('dossiers.more')}
        </Button>
      )}
    </>
  );
}
