import type { Knex } from 'knex';
import type { RefusedCommandRow } from '../../../core/contracts/engine-state.ts';
import { counted, readKeyset, toPage } from '../../shared/keyset.ts';
import { isSettledSql } from './settled-view.ts';

export type DeskQuery = { readonly after?: string; readonly limit: number };
type Row = Omit<RefusedCommandRow, 'createdAt' | 'refusedAt'> & { readonly createdAt: Date; readonly refusedAt: Date };

/** What a command is about, as a person may know it: the step of a task or job, else the name of the message or signal. */
const subjectSql = `coalesce(
  (select t.name from user_task t where t.key = o.command ->> 'userTaskKey'),
  (select j.type from job j where j.key = o.command ->> 'jobKey'),
  o.command ->> 'name')`;

/** Refused commands that nobody has dealt with. */
export const createRefusedCommandsView = (db: Knex) => ({
  /** Those that have stood longest come first. */
  async list({ after, limit }: DeskQuery): Promise<{ items: RefusedCommandRow[]; next: string | null }> {
    const keyset = readKeyset(after, counted);
    const rows = await db('engineOutbox as o')
      .leftJoin('dossier as d', 'd.id', 'o.dossierId')
      .where('o.state', 'refused')
      .whereNull('o.dismissedAt')
      .modify((query) => void (keyset && query.whereRaw('(o.ended_at, o.id) > (?, ?)', [keyset.at, keyset.id])))
      .orderBy(['o.endedAt', 'o.id'])
      .limit(limit + 1)
      .select<Row[]>(
        db.raw(`o.id::text as id, o.command ->> 'type' as type, ${subjectSql} as subject`),
        db.raw(`o.refusal ->> 'type' as reason, o.refusal ->> 'message' as detail, ${isSettledSql} as is_settled`),
        ...(['o.dossierId', 'd.code as dossierCode', 'd.procedureCode', 'd.version'] as const),
        ...(['o.createdAt', 'o.endedAt as refusedAt'] as const),
      );
    return toPage(
      rows,
      limit,
      ({ refusedAt, id }) => ({ at: refusedAt, id }),
      ({ createdAt, refusedAt, ...row }) => ({
        ...row,
        createdAt: createdAt.toISOString(),
        refusedAt: refusedAt.toISOString(),
      }),
    );
  },
});
export type RefusedCommandsView = ReturnType<typeof createRefusedCommandsView>;
