import type { Express } from 'express';
import { createApp } from './app.ts';
import { checkDatabase, checkEngine, checkProjection } from './composition/checks.ts';
import { joinDocuments } from './composition/documents.ts';
import { joinDossiers } from './composition/dossiers.ts';
import { createOnRefused, joinEngineDesk } from './composition/engine-desk.ts';
import { joinEngines, readEngines, readForeignBrokers, runEngines } from './composition/engine.ts';
import { joinIncidents } from './composition/incidents.ts';
import { joinPortal } from './composition/portal.ts';
import { joinProcedures } from './composition/procedures.ts';
import { tidyOutbox } from './composition/outbox.ts';
import { runScenarioOfPackage } from './composition/run-scenario.ts';
import { joinProjection } from './composition/projection.ts';
import { joinTasks } from './composition/tasks.ts';
import { createSite, type Background, type Site } from './composition/site.ts';
import { checkZeebe, listenToBrokers } from './composition/zeebe.ts';
import type { Config } from './config.ts';
import { createDb } from './db/client.ts';
import { migrate } from './db/migrate.ts';
import { createAudienceView } from './features/events/audience-view.ts';
import { createEventRoutes } from './features/events/event-routes.ts';
import { createHealthRoutes, healthDocs, type HealthCheck } from './features/health/health-routes.ts';
import { createPeopleStore } from './features/people/people-store.ts';
import { createPeopleView } from './features/people/people-view.ts';
import { preparePeople } from './features/people/prepare-people.ts';
import { createSessionRoutes, sessionDocs } from './features/people/session-routes.ts';
import { createSessionService } from './features/people/session-service.ts';
import { createSignInThrottles } from './features/people/throttle.ts';
import { createProceduresView } from './features/procedures/procedures-view.ts';
import { answerNotFoundPage } from './portal/portal-routes.ts';

export type App = {
  readonly handler: Express;
  /** Names of the sample accounts. */
  readonly signIns: readonly string[];
  /** Their password when it was made at this start. */
  readonly password: string | undefined;
  /** Starts what runs beside requests: engine, projector, job handlers, as the role asks. */
  readonly start: () => Promise<void>;
  /** Ends connections that would never end by themselves. */
  readonly closeStreams: () => void;
  readonly close: () => Promise<void>;
};

/** Short reads, mostly answered from memory. */
const READ_CONNECTIONS = 4;

const plays = ({ role }: Config, wanted: Config['role']): boolean => role === 'all' || role === wanted;

/** Starts in this order, closes in the reverse one. */
const runAll = (parts: readonly Background[]): Background => ({
  async start() {
    for (const part of parts) await part.start();
  },
  async close() {
    for (const part of [...parts].reverse()) await part.close();
  },
});

const build = async (site: Site): Promise<App> => {
  const { config, db, reads, clock, log, listener, version } = site;
  const { usernames, newPassword } = await preparePeople(db, config.demoPassword);
  const people = createPeopleView(reads);
  const days = await people.listCalendarDays();
  const view = createProceduresView(reads);
  const sessions = createSessionService({
    store: createPeopleStore(db),
    throttles: createSignInThrottles(clock),
    clock,
  });
  const events = createEventRoutes({ listener, audience: createAudienceView(db), clock, log });
  const engines = await joinEngines(site, createOnRefused(site));
  const { engine } = engines;
  const projector = joinProjection(site, site.statuses, days);
  const documents = joinDocuments(site);
  const { attachForOffice, dossierDocuments, storage } = documents;
  const procedures = await joinProcedures(site, { engine, people, view, runScenario: runScenarioOfPackage });
  const dossiers = joinDossiers(site, { engine, people, procedures: view, storage, documents: dossierDocuments });
  const tasks = joinTasks(site, {
    engine,
    people,
    procedures: view,
    dossiers: dossiers.store,
    attachDocuments: attachForOffice,
    days,
  });
  const incidents = joinIncidents(site, { engine, dossiers: dossiers.store });
  const desk = joinEngineDesk(site, {
    readEngines: () => readEngines(engines),
    readForeignSince: () => readForeignBrokers(site, engines),
  });
  await procedures.importLibrary();

  const checks: HealthCheck[] = [
    checkDatabase(db),
    checkEngine(db, clock),
    checkProjection(db, clock),
    ...checkZeebe(site, engines.zeebe),
  ];
  const working = plays(config, 'worker');
  const background = runAll([
    listener,
    ...(plays(config, 'projector') ? [projector, ...listenToBrokers(site)] : []),
    ...(working
      ? [
          { start: dossiers.prepare, close: () => undefined },
          documents.sweeping,
          dossiers.watching,
          procedures.deploying,
          tidyOutbox(site),
        ]
      : []),
    runEngines(engines, working ? dossiers.jobHandlers : undefined),
  ]);
  return {
    handler: createApp({
      log,
      sessions,
      version,
      open: [{ routes: createHealthRoutes(version, checks, log), docs: healthDocs }],
      slices: [
        { routes: createSessionRoutes(sessions), docs: sessionDocs },
        ...[events, procedures.slice, ...dossiers.slices, tasks, incidents, desk, documents.slice],
      ],
      portal: joinPortal(site, view, dossiers.tracking),
      notFoundPage: answerNotFoundPage,
    }),
    signIns: usernames,
    password: newPassword,
    start: async () => background.start(),
    closeStreams: () => events.close(),
    close: async () => {
      events.close();
      await background.close();
      await Promise.all([db.destroy(), reads.destroy()]);
    },
  };
};

/** Joins all parts on this database. @throws NewerSchemaError · what the database says */
export const compose = async (config: Config, databaseUrl: string): Promise<App> => {
  const db = createDb(databaseUrl);
  const reads = createDb(databaseUrl, { poolSize: READ_CONNECTIONS });
  try {
    await migrate(db);
    return await build(await createSite(config, db, reads));
  } catch (error) {
    await Promise.all([db.destroy(), reads.destroy()]);
    throw error;
  }
};
