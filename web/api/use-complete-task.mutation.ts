import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CompleteTaskBody } from '../../core/contracts/task.ts';
import { lookAgain } from './look-again.ts';
import { sendJson } from './request.ts';
import { tasksKey } from './use-tasks.query.ts';

export type Completion = CompleteTaskBody & { readonly key: string; readonly etag: string };

export const useCompleteTask = (dossierId: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, etag, data }: Completion) =>
      sendJson<void>('POST', `/api/tasks/${key}/complete`, { data }, { headers: { 'If-Match': etag } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: tasksKey });
      await lookAgain(client, dossierId);
    },
  });
};
