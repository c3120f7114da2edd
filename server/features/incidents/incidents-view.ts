import type { Knex } from 'knex';
import type { IncidentRow } from '../../../core/contracts/incident.ts';
import { readKeyset, toPage } from '../../shared/keyset.ts';

type Row = Omit<IncidentRow, 'createdAt'> & { readonly createdAt: Date };
export type OpenIncident = {
  readonly key: string;
  readonly errorType: string;
  readonly elementId: string;
  readonly jobKey: string | null;
  readonly dossierId: string | null;
};
export type IncidentQuery = { readonly after?: string; readonly limit: number };

/** Open incidents of the whole site. */
export const createIncidentsView = (db: Knex) => ({
  /** Those that have waited longest come first. */
  async list({ after, limit }: IncidentQuery): Promise<{ items: IncidentRow[]; next: string | null }> {
    const keyset = readKeyset(after);
    const rows = await db('incident as i')
      .leftJoin('job as j', 'j.key', 'i.jobKey')
      .leftJoin('dossier as d', 'd.id', 'i.dossierId')
      .where('i.state', 'open')
      .modify((query) => void (keyset && query.whereRaw('(i.created_at, i.key) > (?, ?)', [keyset.at, keyset.id])))
      .orderBy(['i.createdAt', 'i.key'])
      .limit(limit + 1)
      .select<Row[]>(
        ...(['i.key', 'i.errorType', 'i.errorMessage', 'i.bpmnProcessId', 'i.processInstanceKey'] as const),
        ...(['i.elementId', 'j.type as jobType', 'i.dossierId', 'd.code as dossierCode'] as const),
        ...(['d.procedureCode', 'd.version', 'i.createdAt'] as const),
      );
    return toPage(
      rows,
      limit,
      ({ createdAt, key }) => ({ at: createdAt, id: key }),
      (row) => ({ ...row, createdAt: row.createdAt.toISOString() }),
    );
  },

  /** Undefined when there is none, or none that is still open. */
  findOpen: (tx: Knex, key: string): Promise<OpenIncident | undefined> =>
    tx('incident')
      .where({ key, state: 'open' })
      .first<OpenIncident | undefined>('key', 'errorType', 'elementId', 'jobKey', 'dossierId'),
});
export type IncidentsView = ReturnType<typeof createIncidentsView>;
