import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';

type Bilingual = { readonly vi: string; readonly en: string };
export type NewNotification = {
  readonly personId: string;
  readonly dossierId: string;
  readonly template: string;
  readonly title: Bilingual;
  readonly body: Bilingual;
  readonly at: Date;
};

/** The only writer of notification. */
export const createNotificationsStore = (db: Knex) => ({
  async add(tx: Knex.Transaction, { title, body, ...notification }: NewNotification): Promise<string> {
    const id = randomUUID();
    await tx('notification').insert({ ...notification, id, title: JSON.stringify(title), body: JSON.stringify(body) });
    return id;
  },
  /** False when the person has no such notice. Reading twice keeps the first time. */
  async markRead(personId: string, id: string, at: Date): Promise<boolean> {
    const changed = await db('notification')
      .where({ personId, id })
      .update({ readAt: db.raw('coalesce(read_at, ?)', [at]) });
    return changed > 0;
  },
  async markAllRead(personId: string, at: Date): Promise<void> {
    await db('notification').where({ personId }).whereNull('readAt').update({ readAt: at });
  },
});
export type NotificationsStore = ReturnType<typeof createNotificationsStore>;
