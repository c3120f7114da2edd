import { useQuery } from '@tanstack/react-query';
import type { TaskView } from '../../core/contracts/task.ts';
import { getJson } from './request.ts';

export const taskKey = (key: string) => ['task', key] as const;

export const useTask = (key: string) =>
  useQuery({ queryKey: taskKey(key), queryFn: ({ signal }) => getJson<TaskView>(`/api/tasks/${key}`, signal) });
