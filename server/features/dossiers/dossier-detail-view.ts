import type { Knex } from 'knex';
import { needsNoFile } from '../../../core/dossier/check-components.ts';
import type { DossierView } from '../../../core/contracts/dossier.ts';
import type { FormSchema } from '../../../core/forms/form-schema.ts';
import { hasRole, type Person } from '../../http/person.ts';
import type { DossierDocuments } from '../../shared/dossier-documents.ts';
import { NotFoundError } from '../../shared/errors.ts';
import { findSystemWait } from '../engine/system-wait-view.ts';
import type { PeopleView } from '../people/people-view.ts';
import type { ProceduresView } from '../procedures/procedures-view.ts';
import { applicantData } from './applicant-data.ts';
import { readDossierClock, type ClockColumns } from './clock-view.ts';
import { listActions } from './dossier-actions.ts';
import type { DossierRow } from './dossier-row.ts';
import { progressReads } from './progress-view.ts';

type Row = DossierRow &
  Omit<ClockColumns, keyof DossierRow> & {
    readonly status: number | null;
    readonly substatus: string | null;
    readonly publicStep: string | null;
    readonly updatedAt: Date | null;
    readonly rootProcessInstanceKey: string | null;
    readonly outcome: string | null;
  };
type Deps = {
  readonly db: Knex;
  readonly procedures: Pick<ProceduresView, 'findRecord' | 'findForm'>;
  readonly people: Pick<PeopleView, 'listCalendarDays'>;
  readonly documents: Pick<DossierDocuments, 'listOfDossier'>;
};

const progressColumns = [
  'p.status',
  'p.substatus',
  'p.publicStep',
  'p.clock',
  'p.currentDueAt',
  'p.pausedSince',
  'p.pauseReason',
  'p.settledAt',
  'p.limitMinutes',
  'p.updatedAt',
  'p.rootProcessInstanceKey',
  'o.outcome',
];
const text = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Changes with the dossier's own row and with every step of its process. */
const etagOf = ({ revision, updatedAt }: Row): string => `"${revision}-${updatedAt?.getTime() ?? 0}"`;
/** An engine that carries commands out after the commit gives the key later: the feed knows it first. */
const instanceKeyOf = ({ processInstanceKey, rootProcessInstanceKey }: Row): string | null =>
  processInstanceKey ?? rootProcessInstanceKey;
/** Printed on the receipt: for the applicant, and for the desk that may have to print it again. */
const maySeeLookupCode = (person: Person, { ownerId }: Row): boolean =>
  person.kind === 'citizen' ? ownerId === person.id : hasRole(person, 'receptionOfficer');

/** One dossier with everything its page shows. */
export const createDossierDetailView = ({ db, procedures, people, documents }: Deps) => {
  const find = (id: string): Promise<Row | undefined> =>
    db('dossier as d')
      .leftJoin('dossierProgress as p', 'p.dossierId', 'd.id')
      .leftJoin('dossierOutcome as o', 'o.dossierId', 'd.id')
      .where('d.id', id)
      .first<Row | undefined>('d.*', ...progressColumns);

  const readPapers = async (dossierId: string): Promise<DossierView['papers']> => {
    const rows = await db('paper')
      .where({ dossierId })
      .orderBy(['issuedAt', 'id'])
      .select<(Omit<DossierView['papers'][number], 'issuedAt'> & { issuedAt: Date })[]>(
        'id',
        'kind',
        'name',
        'number',
        'issuedAt',
        'documentId',
      );
    return rows.map((row) => ({ ...row, issuedAt: row.issuedAt.toISOString() }));
  };
  const findOpenSupplement = (dossierId: string) =>
    db('supplementRequest')
      .where({ dossierId })
      .whereNull('answeredAt')
      .orderBy('askedAt', 'desc')
      .first<{ items: DossierView['supplementItems']; deadline: Date } | undefined>('items', 'deadline');
  /** Only those of the process the diagram shows: called processes have diagrams of their own. */
  const readActiveElements = async (processInstanceKey: string | null): Promise<string[]> =>
    processInstanceKey === null
      ? []
      : db('elementInstance')
          .where({ processInstanceKey, state: 'active' })
          .whereNot({ elementType: 'PROCESS' })
          .orderBy('position')
          .pluck<string[]>('element_id');

  const findStartForm = ({ procedureCode, version }: Row, id: string | undefined): Promise<FormSchema | undefined> =>
    id === undefined ? Promise.resolve(undefined) : procedures.findForm(procedureCode, version, id);

  return {
    /** @param id of a dossier that this person may see */
    async get(id: string, person: Person, now: number): Promise<DossierView> {
      const row = await find(id);
      if (!row) throw new NotFoundError('Không có hồ sơ này');
      const record = await procedures.findRecord(row.procedureCode, row.version);
      const procedureCase = record?.cases.find((each) => each.id === row.caseId);
      const startForm = await findStartForm(row, procedureCase?.startForm);
      const supplement = await findOpenSupplement(id);
      const supplementItems = supplement?.items ?? [];
      const namesNone = supplementItems.some(({ componentId }) => componentId === undefined);
      const papers = await readPapers(id);
      const issued = new Set(papers.map(({ documentId }) => documentId));
      const status = row.status ?? 1;
      return {
        id,
        code: row.code,
        lookupCode: maySeeLookupCode(person, row) ? row.lookupCode : null,
        etag: etagOf(row),
        procedure: {
          code: row.procedureCode,
          version: row.version,
          name: record?.name ?? { vi: row.procedureCode, en: row.procedureCode },
        },
        caseId: row.caseId,
        caseName: procedureCase?.name ?? { vi: row.caseId, en: row.caseId },
        channel: row.channel,
        units: { receiving: row.receivingUnit, competent: row.competentUnit, support: row.supportUnit },
        applicant: row.applicant,
        data: person.kind === 'citizen' ? applicantData(startForm, row.data) : row.data,
        ...(startForm ? { startForm } : {}),
        status,
        substatus: row.substatus,
        outcome: row.outcome,
        clock: readDossierClock(row, await people.listCalendarDays(), now),
        submittedAt: row.submittedAt.toISOString(),
        acceptedAt: text(row.acceptedAt),
        finishedAt: text(row.finishedAt),
        publicStep: row.publicStep,
        activeElements: await readActiveElements(instanceKeyOf(row)),
        documents: (await documents.listOfDossier(id, person)).filter((document) => !issued.has(document.id)),
        papers,
        supplementItems,
        supplementDueAt: supplement?.deadline.toISOString() ?? null,
        supplementComponents: (namesNone ? (procedureCase?.documents ?? []) : [])
          .filter((component) => !needsNoFile(component))
          .map(({ id: componentId, name }) => ({ id: componentId, name })),
        actions: listActions(person, {
          ...{ ...row, status, asksSupplement: supplementItems.length > 0 },
          awaited: await progressReads.findAwaited(db, id),
        }),
        awaitsSystem: await findSystemWait(db, id, now),
        engine: row.engine,
        processDefinitionKey: row.processDefinitionKey,
        processInstanceKey: instanceKeyOf(row),
      };
    },
  };
};
export type DossierDetailView = ReturnType<typeof createDossierDetailView>;
