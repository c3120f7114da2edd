import { Button } from '@mantine/core';
import { IconArrowsSort } from '@tabler/icons-react';
import { useElementSize } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow as Row } from '../../core/contracts/task.ts';
import type { useTasks } from '../api/use-tasks.query.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Skeletons } from '../ui/Skeletons.tsx';
import type { StableRows } from './stable-rows.ts';
import type { TaskTab } from './task-filter.ts';
import classes from './TaskList.module.css';
import { TaskRow } from './TaskRow.tsx';
import type { Density } from './use-density.ts';

type Props = {
  readonly tasks: ReturnType<typeof useTasks>;
  readonly list: StableRows<Row> & { readonly rearrange: () => void };
  readonly density: Density;
  readonly current: string | null;
  readonly me: string;
  readonly tab: TaskTab;
  readonly isFiltered: boolean;
  readonly onOpen: (key: string) => void;
  readonly onClear: () => void;
};

/** Below this width a task takes two lines. */
const wide = 760;
const heights = { wide: { compact: 32, comfortable: 40 }, narrow: { compact: 60, comfortable: 68 } } as const;
/** Rows before the end at which the next page is asked for. */
const ahead = 15;

export function TaskList({ tasks, list, density, current, me, tab, isFiltered, onOpen, onClear }: Props) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: sizer, width } = useElementSize();
  const layout = width >= wide ? 'wide' : 'narrow';
  const height = heights[layout][density];
  const virtual = useVirtualizer({
    count: list.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
  });
  useEffect(() => virtual.measure(), [height, virtual]);

  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = tasks;
  useEffect(() => {
    if (last >= list.rows.length - ahead && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [last, list.rows.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const currentIndex = list.rows.findIndex(({ item }) => item.key === current);
  useEffect(() => {
    if (currentIndex >= 0) virtual.scrollToIndex(currentIndex, { align: 'auto' });
  }, [currentIndex, virtual]);

  if (tasks.isPending) return <Skeletons rows={9} height={height - 12} />;
  if (tasks.isError && list.rows.length === 0)
    return <ErrorState error={tasks.error} onRetry={() => void tasks.refetch()} />;
  return (
    <div ref={sizer} className={classes['frame']}>
      <div role="status" className={classes['pending']}>
        {list.pending > 0 && (
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconArrowsSort size={16} aria-hidden />}
            onClick={list.rearrange}
          >
            {t('tasks.rearrange', { count: list.pending })}
          </Button>
        )}
      </div>
      {list.rows.length === 0 ? (
        <EmptyState
          title={t(isFiltered ? 'tasks.emptyFiltered' : `tasks.empty.${tab}`)}
          action={
            isFiltered ? (
              <Button variant="default" onClick={onClear}>
                {t('tasks.clearFilter')}
              </Button>
            ) : undefined
          }
        >
          {t(isFiltered ? 'tasks.emptyFilteredHint' : 'tasks.emptyHint')}
        </EmptyState>
      ) : (
        <div ref={scroller} className={classes['scroller']} tabIndex={-1}>
          <ul className={classes['rows']} style={{ height: virtual.getTotalSize() }}>
            {items.map(({ index, start, key }) => {
              const row = list.rows[index];
              return (
                row && (
                  <li
                    key={key}
                    className={classes['item']}
                    aria-setsize={list.rows.length}
                    aria-posinset={index + 1}
                    style={{ height, transform: `translateY(${start}px)` }}
                  >
                    <TaskRow
                      {...row}
                      layout={layout}
                      isCurrent={row.item.key === current}
                      isMine={row.item.assignee === me}
                      onOpen={onOpen}
                    />
                  </li>
                )
              );
            })}
          </ul>
        </div>
      )}
    </div>
  );
}
