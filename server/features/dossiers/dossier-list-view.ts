import type { Knex } from 'knex';
import type { CalendarRow } from '../../../core/calendar/working-calendar.ts';
import type { dossierRow } from '../../../core/contracts/dossier.ts';
import type { FromSchema } from '../../../core/contracts/schema.ts';
import { searchPatterns } from '../../../core/dossier/search-text.ts';
import type { Person } from '../../http/person.ts';
import type { PeopleView } from '../people/people-view.ts';
import type { ProceduresView } from '../procedures/procedures-view.ts';
import { clockColumns, readDossierClock, type ClockColumns } from './clock-view.ts';
import { readKeyset, toPage, type Keyset } from '../../shared/keyset.ts';

export type DossierListRow = FromSchema<typeof dossierRow>;
export type DossierListQuery = { readonly q?: string; readonly after?: string; readonly limit: number };
type Row = ClockColumns & {
  readonly id: string;
  readonly code: string | null;
  readonly procedureCode: string;
  readonly version: number;
  readonly applicantName: string;
  readonly submittedAt: Date;
  readonly status: number | null;
  readonly publicStep: string | null;
};
type Deps = {
  readonly db: Knex;
  readonly procedures: Pick<ProceduresView, 'findRecord'>;
  readonly people: Pick<PeopleView, 'listCalendarDays'>;
};

const after = (query: Knex.QueryBuilder, keyset: Keyset | undefined): Knex.QueryBuilder =>
  keyset ? query.whereRaw('(d.submitted_at, d.id) < (?, ?)', [keyset.at, keyset.id]) : query;

/** Ids of the units' newest dossiers: each unit reads one page of its own index, however many dossiers there are. */
const idsOfUnits = (db: Knex, units: readonly string[], keyset: Keyset | undefined, limit: number): Knex.Raw =>
  db.raw(
    `select distinct page.dossier_id from unnest(?::text[]) as unit (code) cross join lateral (
       select dossier_id from dossier_unit where unit_code = unit.code ${keyset ? 'and (submitted_at, dossier_id) < (?, ?)' : ''}
       order by submitted_at desc, dossier_id desc limit ?) page`,
    [[...units], ...(keyset ? [keyset.at, keyset.id] : []), limit],
  );

/** Dossiers that a person may see, newest first; a citizen's own ones, staff by the units of the dossier. */
export const createDossierListView = ({ db, procedures, people }: Deps) => {
  const restrict = (
    query: Knex.QueryBuilder,
    person: Person,
    keyset: Keyset | undefined,
    { q, limit }: DossierListQuery,
  ): Knex.QueryBuilder => {
    if (person.kind === 'citizen') return query.where('d.ownerId', person.id);
    if (person.visibleUnits === null) return query;
    // A search may have to look past the newest ones, so the units are tested row by row there.
    if (q)
      return query.whereRaw(
        'exists (select 1 from dossier_unit u where u.dossier_id = d.id and u.unit_code = any(?))',
        [[...person.visibleUnits]],
      );
    return query.whereRaw('d.id in (?)', [idsOfUnits(db, person.visibleUnits, keyset, limit + 1)]);
  };

  const toRow =
    (calendar: readonly CalendarRow[], names: ReadonlyMap<string, { vi: string; en: string }>, now: number) =>
    (row: Row): DossierListRow => ({
      id: row.id,
      code: row.code,
      procedureCode: row.procedureCode,
      applicantName: row.applicantName,
      status: row.status ?? 1,
      publicStep: row.publicStep,
      procedureName: names.get(`${row.procedureCode}@${row.version}`) ?? {
        vi: row.procedureCode,
        en: row.procedureCode,
      },
      clock: readDossierClock(row, calendar, now),
      submittedAt: row.submittedAt.toISOString(),
    });

  const readNames = async (rows: readonly Row[]): Promise<Map<string, { vi: string; en: string }>> => {
    const versions = new Map(
      rows.map(({ procedureCode, version }) => [`${procedureCode}@${version}`, { procedureCode, version }]),
    );
    const entries = await Promise.all(
      [...versions].map(
        async ([key, { procedureCode, version }]) =>
          [key, (await procedures.findRecord(procedureCode, version))?.name] as const,
      ),
    );
    return new Map(entries.flatMap(([key, name]) => (name ? [[key, name]] : [])));
  };

  return {
    async list(
      person: Person,
      query: DossierListQuery,
      now: number,
    ): Promise<{ items: DossierListRow[]; next: string | null }> {
      const keyset = readKeyset(query.after);
      const base = db('dossier as d')
        .leftJoin('dossierProgress as p', 'p.dossierId', 'd.id')
        .select(
          'd.id',
          'd.code',
          'd.procedureCode',
          'd.version',
          'd.applicantName',
          'd.submittedAt',
          'p.status',
          'p.publicStep',
          ...clockColumns,
        )
        .orderBy([
          { column: 'd.submittedAt', order: 'desc' },
          { column: 'd.id', order: 'desc' },
        ])
        .limit(query.limit + 1);
      const restricted = after(restrict(base, person, keyset, query), keyset);
      for (const pattern of searchPatterns(query.q ?? '')) void restricted.whereRaw('d.search like ?', [pattern]);
      const rows = (await restricted) as Row[];
      const [calendar, names] = [(await people.listCalendarDays()) as readonly CalendarRow[], await readNames(rows)];
      return toPage(rows, query.limit, ({ submittedAt, id }) => ({ at: submittedAt, id }), toRow(calendar, names, now));
    },
  };
};
export type DossierListView = ReturnType<typeof createDossierListView>;
