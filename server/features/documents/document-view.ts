import type { Knex } from 'knex';
import type { Person } from '../../http/person.ts';
import type { DocumentRow } from './document-store.ts';

type RawRow = Omit<DocumentRow, 'size'> & { readonly size: string };
const toRow = (row: RawRow): DocumentRow => ({ ...row, size: Number(row.size) });

/** Who may see a document: its uploader before it is handed in, afterwards whoever may see the dossier. */
const visibleTo = (person: Person): { readonly sql: string; readonly bindings: Knex.RawBinding[] } => {
  const own = 'document.dossier_id is null and document.uploaded_by = ?';
  if (person.kind === 'citizen')
    return {
      sql: `(${own} or document.for_applicant and exists (select 1 from dossier d where d.id = document.dossier_id and d.owner_id = ?))`,
      bindings: [person.id, person.id],
    };
  if (person.visibleUnits === null)
    return { sql: `(${own} or document.dossier_id is not null)`, bindings: [person.id] };
  return {
    sql: `(${own} or exists (select 1 from dossier_unit u where u.dossier_id = document.dossier_id and u.unit_code = any(?)))`,
    bindings: [person.id, [...person.visibleUnits]],
  };
};

/** Reads of documents, for their own routes and for other slices. */
export const createDocumentView = (db: Knex) => ({
  async findVisible(id: string, person: Person): Promise<DocumentRow | undefined> {
    const { sql, bindings } = visibleTo(person);
    const row = (await db('document').where({ id }).whereRaw(sql, bindings).first()) as RawRow | undefined;
    return row && toRow(row);
  },

  /** Documents of a dossier, oldest first. The caller has checked that the person may see the dossier. */
  async listOfDossier(dossierId: string, options: { readonly forApplicantOnly: boolean }): Promise<DocumentRow[]> {
    const query = db('document').where({ dossierId }).orderBy(['createdAt', 'id']);
    const rows = (await (options.forApplicantOnly ? query.where({ forApplicant: true }) : query)) as RawRow[];
    return rows.map(toRow);
  },

  /** Of these documents, those that the person has uploaded and not yet handed in. Told inside a transaction where one is given. */
  async findUnattached(ids: readonly string[], personId: string, tx: Knex = db): Promise<DocumentRow[]> {
    const rows = (await tx('document')
      .whereIn('id', [...ids])
      .where({ uploadedBy: personId })
      .whereNull('dossierId')) as RawRow[];
    return rows.map(toRow);
  },
});
export type DocumentView = ReturnType<typeof createDocumentView>;
