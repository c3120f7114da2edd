import { useQuery } from '@tanstack/react-query';
import type { NotificationListView } from '../../core/contracts/notification.ts';
import { getJson } from './request.ts';

export const notificationsKey = ['notifications'] as const;

/** The newest notices of the signed-in person, and how many are unread. */
export const useNotifications = () =>
  useQuery({
    queryKey: notificationsKey,
    queryFn: ({ signal }) => getJson<NotificationListView>('/api/notifications?limit=50', signal),
  });
