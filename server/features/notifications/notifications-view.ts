import type { Knex } from 'knex';
import type { NotificationListView, NotificationRow } from '../../../core/contracts/notification.ts';
import { readKeyset, toPage } from '../../shared/keyset.ts';

type Row = Omit<NotificationRow, 'at' | 'readAt'> & { readonly at: Date; readonly readAt: Date | null };
const COUNT_LIMIT = 100;

/** Notices of one person, newest first. */
export const createNotificationsView = (db: Knex) => ({
  async list(
    personId: string,
    { after, limit, unread }: { readonly after?: string; readonly limit: number; readonly unread?: boolean },
  ): Promise<NotificationListView> {
    const keyset = readKeyset(after);
    const rows = await db('notification as n')
      .join('dossier as d', 'd.id', 'n.dossierId')
      .where('n.personId', personId)
      .modify((query) => {
        if (keyset) void query.whereRaw('(n.at, n.id) < (?, ?)', [keyset.at, keyset.id]);
        if (unread) void query.whereNull('n.readAt');
      })
      .orderBy([
        { column: 'n.at', order: 'desc' },
        { column: 'n.id', order: 'desc' },
      ])
      .limit(limit + 1)
      .select<Row[]>('n.id', 'n.dossierId', 'd.code as dossierCode', 'n.title', 'n.body', 'n.at', 'n.readAt');
    const open = await db('notification')
      .where({ personId })
      .whereNull('readAt')
      .limit(COUNT_LIMIT)
      .pluck<string[]>('id');
    const page = toPage(
      rows,
      limit,
      (row) => row,
      (row) => ({ ...row, at: row.at.toISOString(), readAt: row.readAt?.toISOString() ?? null }),
    );
    return { ...page, unread: open.length };
  },
});
export type NotificationsView = ReturnType<typeof createNotificationsView>;
