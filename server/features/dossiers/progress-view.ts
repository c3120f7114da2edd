import type { Knex } from 'knex';
import { actionMessages } from './dossier-actions.ts';

/** What the acts need to know of the process, inside their own transaction. */
export const progressReads = {
  /** National status; 1 while the first records have not been projected. */
  async findStatus(tx: Knex, dossierId: string): Promise<number> {
    const row = await tx('dossierProgress').where({ dossierId }).first<{ status: number | null } | undefined>('status');
    return row?.status ?? 1;
  },
  /** Of the messages of acts, those that a step of the dossier's process waits for now. */
  async findAwaited(db: Knex, dossierId: string): Promise<ReadonlySet<string>> {
    const names = await db('messageWait')
      .whereIn('messageName', Object.values(actionMessages))
      .where({ correlationKey: dossierId, state: 'open' })
      .pluck<string[]>('message_name');
    return new Set(names);
  },
  /** A request that an officer has not answered, or one since `since` whose task is not to be seen yet. */
  async isWithdrawalAsked(tx: Knex, dossierId: string, since: Date): Promise<boolean> {
    const task = await tx('userTask')
      .where({ dossierId, stepKind: 'withdraw' })
      .whereIn('state', ['open', 'completing'])
      .first<object | undefined>('key');
    const event = await tx('dossierEvent')
      .where({ dossierId, kind: 'withdrawalRequested' })
      .where('at', '>', since)
      .first<object | undefined>('id');
    return task !== undefined || event !== undefined;
  },
};
export type ProgressReads = typeof progressReads;
