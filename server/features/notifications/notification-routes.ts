import { Router } from 'express';
import { notificationListView } from '../../../core/contracts/notification.ts';
import { personOf, requirePerson } from '../../http/authenticate.ts';
import type { RouteDoc } from '../../http/openapi.ts';
import { validateQuery } from '../../http/validate.ts';
import type { Clock } from '../../shared/clock.ts';
import { NotFoundError } from '../../shared/errors.ts';
import type { NotificationsStore } from './notifications-store.ts';
import type { NotificationsView } from './notifications-view.ts';

const listQuery = {
  type: 'object',
  additionalProperties: false,
  properties: {
    after: { type: 'string', maxLength: 300 },
    limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
    unread: { type: 'boolean' },
  },
} as const;
type Query = { after?: string; limit: number; unread?: boolean };

const tag = 'Thông báo';
const read = { 204: { description: 'Đã đánh dấu' } };
export const notificationDocs: readonly RouteDoc[] = [
  {
    method: 'get',
    path: '/api/notifications',
    tag,
    access: 'signed-in',
    summary: { vi: 'Thông báo của tôi', en: 'My notices, newest first' },
    query: listQuery,
    responses: { 200: { description: 'Một trang', schema: notificationListView } },
  },
  {
    method: 'post',
    path: '/api/notifications/read',
    tag,
    access: 'signed-in',
    summary: { vi: 'Đã đọc tất cả', en: 'Mark all as read' },
    responses: read,
  },
  {
    method: 'post',
    path: '/api/notifications/{id}/read',
    tag,
    access: 'signed-in',
    summary: { vi: 'Đã đọc', en: 'Mark one as read' },
    responses: read,
  },
];

type Deps = { readonly store: NotificationsStore; readonly view: NotificationsView; readonly clock: Clock };

export const createNotificationRoutes = ({ store, view, clock }: Deps): Router => {
  const router = Router();
  router.get('/api/notifications', requirePerson, validateQuery(listQuery), async (_req, res) => {
    res.json(await view.list(personOf(res).id, res.locals['query'] as Query));
  });
  router.post('/api/notifications/read', requirePerson, async (_req, res) => {
    await store.markAllRead(personOf(res).id, new Date(clock()));
    res.status(204).end();
  });
  router.post('/api/notifications/:id/read', requirePerson, async (req, res) => {
    if (!(await store.markRead(personOf(res).id, String(req.params['id']), new Date(clock()))))
      throw new NotFoundError('Không có thông báo này');
    res.status(204).end();
  });
  return router;
};
