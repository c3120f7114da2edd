import type { UnitHours } from '../../core/calendar/working-calendar.ts';
import { createFeel } from '../../core/expressions/feel.ts';
import { checkSubmission, keepShown } from '../../core/forms/check-submission.ts';
import type { Slice } from '../app.ts';
import type { CommandEngine, JobHandler } from '../engine/engine.ts';
import { agencyDocs, createAgencyRoutes } from '../features/agencies/agency-routes.ts';
import { createAgenciesService } from '../features/agencies/agencies-service.ts';
import { createAgenciesStore } from '../features/agencies/agencies-store.ts';
import { createAgenciesView } from '../features/agencies/agencies-view.ts';
import { createAccessView } from '../features/dossiers/access-view.ts';
import { createDossierService } from '../features/dossiers/create-dossier-service.ts';
import { createDossierActsService } from '../features/dossiers/dossier-acts-service.ts';
import { createDossierDetailView } from '../features/dossiers/dossier-detail-view.ts';
import { createDossierListView } from '../features/dossiers/dossier-list-view.ts';
import { createDossierRoutes, dossierDocs } from '../features/dossiers/dossier-routes.ts';
import { createDossierStore, type DossierStore } from '../features/dossiers/dossier-store.ts';
import { createDraftRoutes, draftDocs } from '../features/dossiers/draft-routes.ts';
import { createDraftStore } from '../features/dossiers/draft-store.ts';
import { createEvaluateCondition } from '../features/dossiers/evaluate-condition.ts';
import { createIdempotencyStore } from '../features/dossiers/idempotency-store.ts';
import { createNoteAnswer } from '../features/dossiers/note-agency-answer.ts';
import { progressReads } from '../features/dossiers/progress-view.ts';
import { createSettingsView } from '../features/dossiers/settings-view.ts';
import { createSupplementStore } from '../features/dossiers/supplement-store.ts';
import { createTimelineView } from '../features/dossiers/timeline-view.ts';
import { createNotificationRoutes, notificationDocs } from '../features/notifications/notification-routes.ts';
import { createNotificationsStore } from '../features/notifications/notifications-store.ts';
import { createNotificationsView } from '../features/notifications/notifications-view.ts';
import type { PeopleView } from '../features/people/people-view.ts';
import { createThrottle } from '../features/people/throttle.ts';
import type { ProceduresView } from '../features/procedures/procedures-view.ts';
import { createTrackingRoutes, trackingDocs } from '../features/tracking/tracking-routes.ts';
import { createTrackingService, type TrackingService } from '../features/tracking/tracking-service.ts';
import { createTrackingReads } from '../features/tracking/tracking-view.ts';
import { createModelSource } from '../projection/model-source.ts';
import { readModel } from '../projection/read-model.ts';
import { withConnection } from '../projection/with-connection.ts';
import type { DocumentStorage } from '../shared/document-storage.ts';
import type { DossierDocuments } from '../shared/dossier-documents.ts';
import { createDueWatch, type DueWatch } from '../workers/due-watch.ts';
import { createJobHandlers } from '../workers/job-handlers.ts';
import { createDemoRegister, prepareDemoRegisters } from '../workers/registers/read-register.ts';
import { createRepeating } from './repeating.ts';
import type { Background, Site } from './site.ts';
import { announce } from './announce.ts';

type Needs = {
  readonly engine: CommandEngine;
  readonly people: PeopleView;
  readonly procedures: ProceduresView;
  readonly storage: DocumentStorage;
  readonly documents: DossierDocuments;
};
export type Dossiers = {
  readonly slices: readonly Slice[];
  /** For `engine.work`. */
  readonly jobHandlers: Readonly<Record<string, JobHandler>>;
  readonly tracking: TrackingService;
  /** For the tasks slice: merges answers, adds events. */
  readonly store: DossierStore;
  /** Puts sample registers below the data folder; before jobs are worked on. */
  readonly prepare: () => Promise<void>;
  /** Tells processes of due dates. */
  readonly dueWatch: DueWatch;
  /** Watches due dates and forgets old keys of requests; for servers that work on jobs. */
  readonly watching: Background;
};

/** How long a request that is sent again gets the answer of the first time. */
const KEY_MS = 7 * 86_400_000;
/** Due dates are whole minutes. */
const WATCH_MS = 60_000;
/** Wrong guesses that cost nothing, for an address and for a dossier. */
const FREE_GUESSES = 10;

/** Dossiers, what applicants and agencies do with them, and the automatic steps of their processes. */
export const joinDossiers = (site: Site, { engine, people, procedures, storage, documents }: Needs): Dossiers => {
  const { db, reads, clock, log, inTransaction } = site;
  const store = createDossierStore();
  const drafts = createDraftStore(db);
  const supplements = createSupplementStore();
  const idempotency = createIdempotencyStore(db);
  const notifications = createNotificationsStore(db);
  const agencies = createAgenciesStore();
  const access = createAccessView(db);
  const models = createModelSource(readModel, log);
  const shared = { db, engine, people, procedures, documents, store, clock, inTransaction, checkSubmission };
  const tracking = createTrackingService({
    reads: createTrackingReads(shared),
    throttle: createThrottle({ clock, free: FREE_GUESSES }),
    clock,
  });

  const dossierRoutes = createDossierRoutes({
    findModelOf: (key) => procedures.findModelOf(key),
    service: createDossierService({
      ...shared,
      drafts,
      idempotency,
      evaluate: createEvaluateCondition(createFeel()),
      defaultUnit: site.defaultUnit,
      initialStatus: site.statuses.initial,
    }),
    acts: createDossierActsService({ ...shared, supplements, access, progress: progressReads, keepShown }),
    access,
    detail: createDossierDetailView(shared),
    list: createDossierListView(shared),
    timeline: createTimelineView({
      db,
      findElements: async (keys) => {
        await withConnection(db, (query) => models.prepare(query, keys));
        return models.find;
      },
    }),
    clock,
  });
  const dueWatch = createDueWatch({
    db,
    engine,
    inTransaction,
    clock,
    listCalendarDays: () => people.listCalendarDays(),
    listHours: async () => (await people.listUnits()).map(({ workingHours }) => workingHours as UnitHours),
  });
  const noteAnswer = createNoteAnswer({ store, findUnit: (code) => people.findUnit(code) });
  const agencyRoutes = createAgencyRoutes({
    service: createAgenciesService({ ...shared, store: agencies, noteAnswer }),
    view: createAgenciesView(shared),
    clock,
  });
  return {
    slices: [
      { routes: dossierRoutes, docs: dossierDocs },
      { routes: createDraftRoutes({ store: drafts, procedures, db, clock }), docs: draftDocs },
      {
        routes: createNotificationRoutes({ store: notifications, view: createNotificationsView(db), clock }),
        docs: notificationDocs,
      },
      { routes: createTrackingRoutes(tracking), docs: trackingDocs },
      { routes: agencyRoutes, docs: agencyDocs },
    ],
    jobHandlers: createJobHandlers({
      ...shared,
      dossiers: store,
      supplements,
      notifications,
      agencies,
      settings: createSettingsView(reads),
      storage,
      readRegister: createDemoRegister(site.config.dataDir),
      announce,
      publicUrl: site.publicUrl,
    }),
    tracking,
    store,
    prepare: () => prepareDemoRegisters(site.config.dataDir),
    dueWatch,
    watching: createRepeating({
      act: async () => {
        await dueWatch.run();
        await idempotency.removeBefore(db, new Date(clock() - KEY_MS));
      },
      everyMs: WATCH_MS,
      onError: (err) => log.error({ err }, 'due dates could not be watched'),
    }),
  };
};
