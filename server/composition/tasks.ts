import type { CalendarRow } from '../../core/calendar/working-calendar.ts';
import { checkSubmission } from '../../core/forms/check-submission.ts';
import type { Slice } from '../app.ts';
import type { CommandEngine } from '../engine/engine.ts';
import type { DossierStore } from '../features/dossiers/dossier-store.ts';
import type { PeopleView } from '../features/people/people-view.ts';
import type { ProceduresView } from '../features/procedures/procedures-view.ts';
import { createCandidatesView } from '../features/tasks/candidates-view.ts';
import { createCompleteTask, type AttachDocuments } from '../features/tasks/complete-task.ts';
import { createPageCursor } from '../features/tasks/page-cursor.ts';
import { createReadTaskClock } from '../features/tasks/task-clock.ts';
import { createTaskRoutes, taskDocs } from '../features/tasks/task-routes.ts';
import { createTaskService } from '../features/tasks/task-service.ts';
import { createTaskStore } from '../features/tasks/task-store.ts';
import type { FindRecord } from '../features/tasks/task-row.ts';
import type { FindForm } from '../features/tasks/task-form.ts';
import { createTaskView, findTaskDetail } from '../features/tasks/task-view.ts';
import type { Site } from './site.ts';

type Needs = {
  readonly engine: CommandEngine;
  readonly people: PeopleView;
  readonly procedures: ProceduresView;
  readonly dossiers: DossierStore;
  readonly attachDocuments: AttachDocuments;
  readonly days: readonly CalendarRow[];
};

export const joinTasks = ({ db, clock, inTransaction, secret }: Site, needs: Needs): Slice => {
  const { engine, people, procedures, dossiers, attachDocuments, days } = needs;
  const findForm: FindForm = (code, version, formId) => procedures.findForm(code, version, formId);
  const findRecord: FindRecord = (code, version) => procedures.findRecord(code, version);
  const view = createTaskView({
    db,
    clock,
    findForm,
    findRecord,
    cursor: createPageCursor(secret),
    readClock: createReadTaskClock(() => days),
  });
  const service = createTaskService({
    store: createTaskStore(),
    engine,
    inTransaction,
    clock,
    findTask: findTaskDetail,
    findStaff: (id) => people.findStaff(id, clock()),
    completeTask: createCompleteTask({ engine, findForm, findRecord, checkSubmission, dossiers, attachDocuments }),
  });
  const candidates = createCandidatesView({ db, listStaff: (groups) => people.listStaffOf(groups, clock()) });
  return { routes: createTaskRoutes({ service, view, candidates }), docs: taskDocs };
};
