import type { Knex } from 'knex';
import type { Variables } from '../../../core/contracts/json.ts';
import { dossierSearchText } from '../../../core/dossier/search-text.ts';
import type { ClockFacts } from '../../../core/calendar/recompute-due.ts';
import type { DossierEvent, DossierRow, UnitRelation } from './dossier-row.ts';

type NewDossier = Omit<
  DossierRow,
  | 'code'
  | 'externalCode'
  | 'processInstanceKey'
  | 'acceptedAt'
  | 'promisedAt'
  | 'clockTerms'
  | 'finishedAt'
  | 'revision'
>;
export type Acceptance = {
  readonly code: string;
  readonly acceptedAt: Date;
  readonly promisedAt: Date | null;
  readonly clockTerms: ClockFacts | null;
};

const searchOf = (code: string | null, applicant: DossierRow['applicant']): string =>
  dossierSearchText([code, applicant.fullName, applicant.personalId, applicant.taxCode, applicant.phone]);

const eventRow = (event: DossierEvent): object => ({ ...event, title: JSON.stringify(event.title) });

/** The only writer of dossier, dossier_unit, dossier_event and dossier_sequence. Every write is part of the caller's transaction. */
export const createDossierStore = () => ({
  /** What begins together, in one statement. A unit's first relation stays: the receiving unit that also settles is listed once. */
  async submit(
    tx: Knex.Transaction,
    dossier: NewDossier,
    units: readonly { readonly unitCode: string; readonly relation: UnitRelation }[],
    event: DossierEvent,
  ): Promise<void> {
    const row = {
      ...dossier,
      applicant: JSON.stringify(dossier.applicant),
      data: JSON.stringify(dossier.data),
      search: searchOf(null, dossier.applicant),
    };
    const { id: dossierId, submittedAt } = dossier;
    const unitRows = units.map((unit) => ({ ...unit, dossierId, submittedAt }));
    await tx
      .with('submitted', tx('dossier').insert(row))
      .with('listed', tx('dossierUnit').insert(unitRows).onConflict(['dossier_id', 'unit_code']).ignore())
      .insert(eventRow(event))
      .into('dossierEvent');
  },

  async addEvent(tx: Knex.Transaction, event: DossierEvent): Promise<void> {
    await tx('dossierEvent').insert(eventRow(event));
  },

  /** The row, locked until the transaction ends. Rows that refer to it (events, documents) may still be added beside: their writers hold a process that this one may be about to ask for. */
  async lock(tx: Knex.Transaction, id: string): Promise<DossierRow | undefined> {
    return tx<DossierRow>('dossier').where({ id }).forNoKeyUpdate().first();
  },

  async setInstance(tx: Knex.Transaction, id: string, processInstanceKey: string): Promise<void> {
    await tx('dossier').where({ id }).update({ processInstanceKey });
  },

  /** Top-level members of `data` replace those of the dossier. */
  async mergeData(tx: Knex.Transaction, id: string, data: Variables): Promise<void> {
    await tx('dossier')
      .where({ id })
      .update({ data: tx.raw('data || ?::jsonb', [JSON.stringify(data)]), revision: tx.raw('revision + 1') });
  },

  async accept(
    tx: Knex.Transaction,
    dossier: DossierRow,
    { code, acceptedAt, promisedAt, clockTerms }: Acceptance,
  ): Promise<void> {
    await tx('dossier')
      .where({ id: dossier.id })
      .update({
        code,
        acceptedAt,
        promisedAt,
        clockTerms: clockTerms && JSON.stringify(clockTerms),
        search: searchOf(code, dossier.applicant),
        revision: tx.raw('revision + 1'),
      });
  },

  /** The first end counts. */
  async finish(tx: Knex.Transaction, id: string, finishedAt: Date): Promise<void> {
    await tx('dossier')
      .where({ id })
      .whereNull('finishedAt')
      .update({ finishedAt, revision: tx.raw('revision + 1') });
  },

  /** Display name of the officer who acted last (source `api`: not an agency, not a repair); a paper names the one who decided. */
  async findLastOfficer(
    tx: Knex.Transaction,
    { id, ownerId }: Pick<DossierRow, 'id' | 'ownerId'>,
  ): Promise<string | undefined> {
    const row = await tx('dossierEvent')
      .where({ dossierId: id, source: 'api' })
      .whereNotNull('actorId')
      .whereRaw('actor_id is distinct from ?', [ownerId])
      .orderBy('id', 'desc')
      .first<{ actorName: string | null } | undefined>('actorName');
    return row?.actorName ?? undefined;
  },

  /** A number that nobody else gets: the row of the series is locked until the transaction ends. */
  async nextNumber(tx: Knex.Transaction, unitCode: string, series: string, period: string): Promise<number> {
    const { rows } = await tx.raw<{ rows: { last: number }[] }>(
      `insert into dossier_sequence (unit_code, series, period, last) values (?, ?, ?, 1)
       on conflict (unit_code, series, period) do update set last = dossier_sequence.last + 1 returning last`,
      [unitCode, series, period],
    );
    return rows[0]?.last ?? 1;
  },
});
export type DossierStore = ReturnType<typeof createDossierStore>;
