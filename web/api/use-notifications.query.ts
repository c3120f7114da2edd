import { useQuery } from '@tanstack/react-query';
import { getJson } from './request.ts';

export type NotificationRow = {
  readonly id: string;
  readonly at: string;
  readonly title: { readonly vi: string; readonly en: string };
  readonly body: { readonly vi: string; readonly en: string };
  readonly dossierId: string | null;
  readonly readAt: string | null;
};

export const notificationsKey = ['notifications'] as const;

export const useNotifications = (enabled: boolean) =>
  useQuery({
    queryKey: notificationsKey,
    queryFn: ({ signal }) => getJson<{ items: readonly NotificationRow[] }>('/api/notifications', signal),
    enabled,
  });
