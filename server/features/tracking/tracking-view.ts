import type { Knex } from 'knex';
import type { TrackingView } from '../../../core/contracts/dossier.ts';
import { clockColumns, readDossierClock, type ClockColumns } from '../dossiers/clock-view.ts';
import { findSystemWait } from '../engine/system-wait-view.ts';
import type { PeopleView } from '../people/people-view.ts';
import type { ProceduresView } from '../procedures/procedures-view.ts';

type Row = ClockColumns & {
  readonly id: string;
  readonly code: string | null;
  readonly lookupCode: string;
  readonly procedureCode: string;
  readonly version: number;
  readonly submittedAt: Date;
  readonly status: number | null;
  readonly publicStep: string | null;
};
type Deps = {
  readonly db: Knex;
  readonly procedures: Pick<ProceduresView, 'findRecord'>;
  readonly people: Pick<PeopleView, 'listCalendarDays'>;
};

/** What the applicant has to do, by national status: supplement asked, duty to pay, result ready. */
const todos: Readonly<Record<number, TrackingView['todo']>> = { 5: 'supplement', 6: 'pay', 9: 'collect' };

/** The little that anyone with both codes may see: no name, no address, no identity number. */
export const createTrackingReads = ({ db, procedures, people }: Deps) => ({
  /** @param code of the dossier in capitals, or its id before acceptance. `lookupCode` is for comparing, never for showing. */
  async find(
    code: string,
    now: number,
  ): Promise<{ readonly lookupCode: string; readonly read: () => Promise<TrackingView> } | undefined> {
    const row = await db('dossier as d')
      .leftJoin('dossierProgress as p', 'p.dossierId', 'd.id')
      .where('d.code', code)
      .orWhere('d.id', code.toLowerCase())
      .first<Row | undefined>(
        'd.id',
        'd.code',
        'd.lookupCode',
        'd.procedureCode',
        'd.version',
        'd.submittedAt',
        'p.status',
        'p.publicStep',
        ...clockColumns,
      );
    if (!row) return undefined;
    const read = async (): Promise<TrackingView> => {
      const record = await procedures.findRecord(row.procedureCode, row.version);
      const status = row.status ?? 1;
      return {
        code: row.code ?? row.id,
        procedureName: record?.name ?? { vi: row.procedureCode, en: row.procedureCode },
        status,
        publicStep: row.publicStep,
        clock: readDossierClock(row, await people.listCalendarDays(), now),
        submittedAt: row.submittedAt.toISOString(),
        acceptedAt: row.acceptedAt?.toISOString() ?? null,
        todo: row.finishedAt === null ? (todos[status] ?? null) : null,
        awaitsSystem: await findSystemWait(db, row.id, now),
      };
    };
    return { lookupCode: row.lookupCode, read };
  },
});
export type TrackingReads = ReturnType<typeof createTrackingReads>;
