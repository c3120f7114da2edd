import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sendJson } from './request.ts';
import { notificationsKey } from './use-notifications.query.ts';

export const useReadNotification = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => sendJson<void>('POST', `/api/notifications/${id}/read`),
    onSettled: () => client.invalidateQueries({ queryKey: notificationsKey }),
  });
};
