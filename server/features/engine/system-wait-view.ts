import type { Knex } from 'knex';
import type { SystemWait } from '../../../core/contracts/engine-state.ts';
import { isSettledSql } from './settled-view.ts';

/** Commands are normally carried out within a tenth of this; whoever waits shorter need not hear of it. */
const PATIENCE_MS = 2_000;

/**
 * Who holds a task is put right in the moment in which a change of it is refused, and who changed it is told: nothing is left to do
 * for the dossier.
 */
const statement = `select min(o.created_at) filter (where o.state = 'open') as waiting,
    max(o.created_at) filter (where o.state = 'refused') as refused
  from engine_outbox o where o.dossier_id = ? and o.state <> 'done'
    and (o.state = 'open' and o.created_at <= ?
      or o.state = 'refused' and o.dismissed_at is null and o.command ->> 'type' <> 'assignUserTask' and not (${isSettledSql}))`;

/** What of a dossier waits for the process system, or was refused by it; what was refused comes first, since it does not go on by itself. */
export const findSystemWait = async (db: Knex, dossierId: string, now: number): Promise<SystemWait> => {
  const { rows } = await db.raw<{ rows: { waiting: Date | null; refused: Date | null }[] }>(statement, [
    dossierId,
    new Date(now - PATIENCE_MS),
  ]);
  const [{ waiting = null, refused = null } = {}] = rows;
  const since = refused ?? waiting;
  return since === null ? null : { since: since.toISOString(), refused: refused !== null };
};
