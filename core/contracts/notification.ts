import { bilingual, instant, nullableInstant, nullableText, type FromSchema } from './schema.ts';

export const notificationRow = {
  type: 'object',
  required: ['id', 'dossierId', 'dossierCode', 'title', 'body', 'at', 'readAt'],
  additionalProperties: false,
  properties: {
    id: { type: 'string' },
    dossierId: { type: 'string' },
    dossierCode: nullableText,
    title: bilingual,
    body: bilingual,
    at: instant,
    readAt: nullableInstant,
  },
} as const;
export type NotificationRow = FromSchema<typeof notificationRow>;

export const notificationListView = {
  type: 'object',
  required: ['items', 'next', 'unread'],
  additionalProperties: false,
  properties: {
    items: { type: 'array', items: notificationRow },
    next: nullableText,
    /** Counting stops at 100. */
    unread: { type: 'integer' },
  },
} as const;
export type NotificationListView = FromSchema<typeof notificationListView>;
