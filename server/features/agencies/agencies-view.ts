import type { Knex } from 'knex';
import type { AgencyRequestListRow, AgencyRequestView } from '../../../core/contracts/agency.ts';
import { readKeyset, toPage } from '../../shared/keyset.ts';
import type { ProceduresView } from '../procedures/procedures-view.ts';
import { describeContent } from './describe-content.ts';
import type { AgencyRequestRow } from './agencies-store.ts';

type Row = AgencyRequestRow & {
  readonly dossierCode: string | null;
  readonly procedureCode: string;
  readonly version: number;
  readonly caseId: string;
};
type Query = { readonly state: 'open' | 'answered'; readonly after?: string; readonly limit: number };
type Deps = { readonly db: Knex; readonly procedures: Pick<ProceduresView, 'findRecord' | 'findForm'> };

/** What was asked of an agency's units. Open ones by due date, answered ones newest first. */
export const createAgenciesView = ({ db, procedures }: Deps) => {
  const select = (units: readonly string[]) =>
    db('agencyRequest as r')
      .join('dossier as d', 'd.id', 'r.dossierId')
      .whereRaw('r.unit_code = any(?)', [[...units]])
      .select('r.*', 'd.code as dossierCode', 'd.procedureCode', 'd.version', 'd.caseId');

  const toRow = async (row: Row, now: number): Promise<AgencyRequestListRow> => ({
    id: row.id,
    dossierId: row.dossierId,
    dossierCode: row.dossierCode,
    procedureCode: row.procedureCode,
    agency: row.agency,
    unit: row.unitCode,
    subject: row.subject,
    procedureName: (await procedures.findRecord(row.procedureCode, row.version))?.name ?? {
      vi: row.procedureCode,
      en: row.procedureCode,
    },
    sentAt: row.sentAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    outcome: row.outcome,
    late: (row.answeredAt?.getTime() ?? now) > row.dueAt.getTime(),
  });

  const describe = async ({ procedureCode, version, caseId, content }: Row): Promise<AgencyRequestView['facts']> => {
    const record = await procedures.findRecord(procedureCode, version);
    const formId = record?.cases.find(({ id }) => id === caseId)?.startForm;
    const form = formId === undefined ? undefined : await procedures.findForm(procedureCode, version, formId);
    return describeContent(content, form, record);
  };

  const listOpen = (units: readonly string[], { after, limit }: Query): Promise<Row[]> => {
    const keyset = readKeyset(after);
    const query = select(units)
      .whereNull('r.answeredAt')
      .orderBy(['r.dueAt', 'r.id'])
      .limit(limit + 1);
    return keyset ? query.whereRaw('(r.due_at, r.id) > (?, ?)', [keyset.at, keyset.id]) : query;
  };
  const listAnswered = (units: readonly string[], { after, limit }: Query): Promise<Row[]> => {
    const keyset = readKeyset(after);
    const query = select(units)
      .whereNotNull('r.answeredAt')
      .orderBy([
        { column: 'r.answeredAt', order: 'desc' },
        { column: 'r.id', order: 'desc' },
      ])
      .limit(limit + 1);
    return keyset ? query.whereRaw('(r.answered_at, r.id) < (?, ?)', [keyset.at, keyset.id]) : query;
  };

  return {
    async list(
      units: readonly string[],
      query: Query,
      now: number,
    ): Promise<{ items: AgencyRequestListRow[]; next: string | null }> {
      const rows = await (query.state === 'open' ? listOpen(units, query) : listAnswered(units, query));
      const { items, next } = toPage(
        rows,
        query.limit,
        ({ dueAt, answeredAt, id }) => ({ at: answeredAt ?? dueAt, id }),
        (row) => toRow(row, now),
      );
      return { items: await Promise.all(items), next };
    },

    /** Undefined where none of these units was asked. */
    async find(id: string, units: readonly string[], now: number): Promise<AgencyRequestView | undefined> {
      const row = (await select(units).where('r.id', id).first()) as Row | undefined;
      if (!row) return undefined;
      const { content, note, documents } = row;
      return { ...(await toRow(row, now)), content, facts: await describe(row), note, documents: [...documents] };
    },
  };
};
export type AgenciesView = ReturnType<typeof createAgenciesView>;
