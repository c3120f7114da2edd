import type { Knex } from 'knex';
import express, { type Express } from 'express';
import type { ProcedureRecord } from '../../../core/contracts/package.ts';
import { checkSubmission } from '../../../core/forms/check-submission.ts';
import type { FormSchema } from '../../../core/forms/form-schema.ts';
import { createDossierStore } from '../../../server/features/dossiers/dossier-store.ts';
import { createDocumentStore } from '../../../server/features/documents/document-store.ts';
import { createCandidatesView } from '../../../server/features/tasks/candidates-view.ts';
import { createCompleteTask } from '../../../server/features/tasks/complete-task.ts';
import { createPageCursor } from '../../../server/features/tasks/page-cursor.ts';
import { createReadTaskClock } from '../../../server/features/tasks/task-clock.ts';
import { createTaskRoutes } from '../../../server/features/tasks/task-routes.ts';
import { createTaskService } from '../../../server/features/tasks/task-service.ts';
import { createTaskStore } from '../../../server/features/tasks/task-store.ts';
import { createTaskView, findTaskDetail } from '../../../server/features/tasks/task-view.ts';
import { handleErrors } from '../../../server/http/handle-errors.ts';
import type { Person } from '../../../server/http/person.ts';
import { createInTransaction } from '../../../server/shared/unit-of-work.ts';
import { createTaskEngine, type TaskEngine } from '../../fakes/task-engine.ts';

/** 24 November 2026, 10:00 in Huế. */
export const NOW = Date.UTC(2026, 10, 24, 3);

const staff = (
  id: string,
  roles: readonly (readonly [string, string])[],
  visibleUnits: readonly string[] | null,
): Person => ({
  ...{ id, username: id, displayName: `Cán bộ ${id}`, kind: 'staff', visibleUnits },
  roles: roles.map(([role, unit]) => ({ role, unit })),
  groups: roles.map(([role, unit]) => `${role}@${unit}`),
  ledUnits: roles.some(([role]) => role === 'unitLeader' || role === 'cityLeader') ? visibleUnits : [],
});
export const people = {
  one: staff('one', [['officer', 'u1']], ['u1']),
  two: staff(
    'two',
    [
      ['officer', 'u1'],
      ['desk', 'u1'],
    ],
    ['u1'],
  ),
  other: staff('other', [['officer', 'u2']], ['u2']),
  leader: staff('leader', [['unitLeader', 'u0']], ['u0', 'u1', 'u2']),
  /** Leads another unit, and has a desk in this one. */
  elsewhere: {
    ...staff(
      'elsewhere',
      [
        ['unitLeader', 'u9'],
        ['desk', 'u1'],
      ],
      ['u1', 'u9'],
    ),
    ledUnits: ['u9'],
  },
  city: staff('city', [['cityLeader', 'u0']], null),
  citizen: { ...staff('citizen', [], []), kind: 'citizen' },
} as const satisfies Record<string, Person>;
export type Who = keyof typeof people;

export const forms: Record<string, FormSchema> = {
  check: {
    components: [
      { id: 'Name', type: 'textfield', key: 'childName', label: 'Tên trẻ', disabled: true },
      { id: 'Copies', type: 'number', key: 'copies', label: 'Số bản', validate: { required: true, min: 1 } },
      { id: 'Note', type: 'textfield', key: 'note', label: 'Ghi chú' },
      {
        id: 'Why',
        type: 'textfield',
        key: 'why',
        label: 'Lý do',
        validate: { required: true },
        conditional: { hide: '=outcome != "return"' },
      },
      { id: 'Proof', type: 'filepicker', key: 'proof', label: 'Biên bản', multiple: true },
    ],
  },
};
const record = {
  name: { vi: 'Khai sinh', en: 'Birth' },
  cases: [{ id: 'standard', name: { vi: 'Thông thường', en: 'Standard' } }],
  data: [
    { name: 'copies', process: true },
    { name: 'note', process: false },
  ],
} as unknown as ProcedureRecord;

export type World = { readonly app: Express; readonly engine: TaskEngine; readonly cursorSecret: string };

/** The tasks slice on a real database, with an engine that knows tasks only. Who asks is told by a header. */
export const createWorld = async (db: Knex, clock: () => number = () => NOW): Promise<World> => {
  const engine = await createTaskEngine(db);
  const documents = createDocumentStore();
  const cursorSecret = 'a secret of this test';
  const findRecord = () => Promise.resolve(record);
  const findForm = (_code: string, _version: number, formId: string) =>
    Promise.resolve(forms[formId] as Readonly<Record<string, unknown>> | undefined);
  const view = createTaskView({
    ...{
      db,
      findRecord,
      findForm,
      clock,
      cursor: createPageCursor(cursorSecret),
      readClock: createReadTaskClock(() => []),
    },
  });
  const service = createTaskService({
    ...{ store: createTaskStore(), engine, inTransaction: createInTransaction(db), findTask: findTaskDetail, clock },
    findStaff: (id) => Promise.resolve(Object.values(people).find((person) => person.id === id)),
    completeTask: createCompleteTask({
      ...{ engine, findForm, findRecord, checkSubmission, dossiers: createDossierStore() },
      attachDocuments: (tx, { dossierId, personId, documentIds }) =>
        documents.attach(
          tx,
          dossierId,
          personId,
          documentIds.map((documentId) => ({ documentId, componentId: null })),
          false,
        ),
    }),
  });
  const candidates = createCandidatesView({
    db,
    listStaff: (groups) =>
      Promise.resolve(Object.values(people).filter((person) => person.groups.some((group) => groups.includes(group)))),
  });
  const app = express()
    .set('query parser', 'simple')
    .use(express.json())
    .use((req, res, next) => {
      res.locals['person'] = people[req.get('X-Test-Person') as Who];
      next();
    })
    .use(createTaskRoutes({ service, view, candidates }))
    .use(
      handleErrors({ error: (fields) => process.stderr.write(`${String((fields as { err?: Error }).err?.stack)}\n`) }),
    );
  return { app, engine, cursorSecret };
};
