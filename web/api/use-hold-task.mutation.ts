import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sendJson } from './request.ts';
import { taskKey } from './use-task.query.ts';
import { tasksKey } from './use-tasks.query.ts';

export type Hold = { readonly key: string; readonly etag: string; readonly act: 'claim' | 'release' };

/** Takes a task or gives it back. Whatever the answer, the task is read again: a refusal means that it has changed. */
export const useHoldTask = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, etag, act }: Hold) =>
      sendJson<void>('POST', `/api/tasks/${key}/${act}`, undefined, { headers: { 'If-Match': etag } }),
    onSettled: async (_data, _error, { key }) => {
      await client.invalidateQueries({ queryKey: taskKey(key) });
      await client.invalidateQueries({ queryKey: tasksKey });
    },
  });
};
