import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { TaskListView } from '../../core/contracts/task.ts';
import { getJson } from './request.ts';

export type TaskFilter = {
  readonly queue: 'mine' | 'unit' | 'all';
  readonly due?: 'today' | 'overdue';
  readonly q: string;
  readonly procedureCode: string;
  readonly sort: 'due' | 'created';
};

export const tasksKey = ['tasks'] as const;
const pageSize = 50;

const pathOf = ({ queue, due, q, procedureCode, sort }: TaskFilter, after: string | null): string => {
  const query = new URLSearchParams({ queue, sort, limit: String(pageSize) });
  if (due) query.set('due', due);
  if (q) query.set('q', q);
  if (procedureCode) query.set('procedureCode', procedureCode);
  if (after) query.set('after', after);
  return `/api/tasks?${query}`;
};

/** Open tasks page by page, each after the last row of the one before. */
export const useTasks = (filter: TaskFilter) =>
  useInfiniteQuery({
    queryKey: [...tasksKey, filter],
    queryFn: ({ pageParam, signal }) => getJson<TaskListView>(pathOf(filter, pageParam), signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
