import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sendJson } from './request.ts';
import { taskKey } from './use-task.query.ts';
import { tasksKey } from './use-tasks.query.ts';

export type Hold = { readonly key: string; readonly etag: string } & (
  { readonly act: 'claim' | 'release' } | { readonly act: 'assign'; readonly personId: string }
);

/** Takes a task, gives it back or hands it out. Whatever the answer, it is read again: a refusal means that it has changed. */
export const useHoldTask = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, etag, ...hold }: Hold) =>
      sendJson<void>(
        'POST',
        `/api/tasks/${key}/${hold.act}`,
        hold.act === 'assign' ? { personId: hold.personId } : undefined,
        { headers: { 'If-Match': etag } },
      ),
    onSettled: async (_data, _error, { key }) => {
      await client.invalidateQueries({ queryKey: taskKey(key) });
      await client.invalidateQueries({ queryKey: tasksKey });
    },
  });
};
