import { Router, type Express } from 'express';
import type { Knex } from 'knex';
import { createApp, type Slice } from './app.ts';
import { joinDocuments } from './composition/documents.ts';
import { joinProjection } from './composition/projection.ts';
import { createSite, type Background, type Site } from './composition/site.ts';
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

const plays = ({ role }: Config, wanted: Config['role']): boolean => role === 'all' || role === wanted;

const databaseCheck = (db: Knex): HealthCheck => ({
  name: 'database',
  check: async () => {
    await db.raw('select 1');
  },
});

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
  const { config, db, clock, log, listener, version } = site;
  const { usernames, newPassword } = await preparePeople(db, config.demoPassword);
  const people = createPeopleView(db);
  const sessions = createSessionService({
    store: createPeopleStore(db),
    throttles: createSignInThrottles(clock),
    clock,
  });
  const events = createEventRoutes({ listener, audience: createAudienceView(db), clock, log });
  const documents = joinDocuments(site);
  const projector = joinProjection(site, site.statuses, await people.listCalendarDays());

  const checks: HealthCheck[] = [
    databaseCheck(db),
    { name: 'projection', check: async () => ({ lag: await projector.lag() }) },
  ];
  const open: Slice[] = [{ routes: createHealthRoutes(version, checks), docs: healthDocs }];
  const slices: Slice[] = [{ routes: createSessionRoutes(sessions), docs: sessionDocs }, events, documents.slice];
  const background = runAll([
    listener,
    ...(plays(config, 'projector') ? [projector] : []),
    ...(plays(config, 'worker') ? [documents.sweeping] : []),
  ]);
  return {
    handler: createApp({
      log,
      sessions,
      open,
      slices,
      portal: Router(),
      notFoundPage: (_req, res) => void res.status(404).end(),
      version,
    }),
    signIns: usernames,
    password: newPassword,
    start: async () => background.start(),
    closeStreams: () => events.close(),
    close: async () => {
      events.close();
      await background.close();
      await db.destroy();
    },
  };
};

/** Joins all parts on this database. @throws NewerSchemaError · what the database says */
export const compose = async (config: Config, databaseUrl: string): Promise<App> => {
  const db = createDb(databaseUrl);
  try {
    await migrate(db);
    return await build(await createSite(config, db));
  } catch (error) {
    await db.destroy();
    throw error;
  }
};
