import type { Knex } from 'knex';
import type { EngineCommand } from '../../../core/contracts/engine-command.ts';
import { isSettledSql } from './settled-view.ts';

export type OpenRefusal = {
  readonly id: string;
  readonly command: EngineCommand;
  readonly dossierId: string | null;
  /** Nothing is left to send. */
  readonly isSettled: boolean;
};

/** What administrators do with refused commands. Sending them is the dispatcher's. */
export const createRefusedCommandsStore = () => ({
  /** Locked until the transaction ends; undefined when there is none, or somebody has dealt with it. */
  async lockOpen(tx: Knex.Transaction, id: string): Promise<OpenRefusal | undefined> {
    return tx('engineOutbox as o')
      .where({ 'o.id': id, 'o.state': 'refused' })
      .whereNull('o.dismissedAt')
      .forUpdate('o')
      .first<OpenRefusal | undefined>(
        tx.raw(`o.id::text as id, o.command, o.dossier_id, ${isSettledSql} as is_settled`),
      );
  },
  /** As if it were given now; the next process that looks takes it in hand. */
  async reopen(tx: Knex.Transaction, id: string, at: Date): Promise<void> {
    await tx('engineOutbox')
      .where({ id })
      .update({ state: 'open', owner: null, leasedUntil: null, createdAt: at, endedAt: null, refusal: null });
  },
  async dismiss(tx: Knex.Transaction, id: string, by: string, at: Date): Promise<void> {
    await tx('engineOutbox').where({ id }).update({ dismissedAt: at, dismissedBy: by });
  },
});
export type RefusedCommandsStore = ReturnType<typeof createRefusedCommandsStore>;
