import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Router, type Express } from 'express';
import type { Knex } from 'knex';
import { createApp, type Slice } from './app.ts';
import type { Config } from './config.ts';
import { createDb } from './db/client.ts';
import { migrate } from './db/migrate.ts';
import { createHealthRoutes, healthDocs, type HealthCheck } from './features/health/health-routes.ts';
import { createPeopleStore } from './features/people/people-store.ts';
import { preparePeople } from './features/people/prepare-people.ts';
import { createSessionRoutes, sessionDocs } from './features/people/session-routes.ts';
import { createSessionService } from './features/people/session-service.ts';
import { createSignInThrottles } from './features/people/throttle.ts';
import type { Clock } from './shared/clock.ts';
import { createLog } from './shared/log.ts';
import { projectRoot } from './shared/paths.ts';

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

const readVersion = async (): Promise<string> => {
  const manifest = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
};

const databaseCheck = (db: Knex): HealthCheck => ({
  name: 'database',
  check: async () => {
    await db.raw('select 1');
  },
});

const build = async (config: Config, db: Knex): Promise<App> => {
  const clock: Clock = () => Date.now();
  const log = createLog(config.logLevel);
  const version = await readVersion();
  await migrate(db);
  const { usernames, newPassword } = await preparePeople(db, config.demoPassword);
  const sessions = createSessionService({
    store: createPeopleStore(db),
    throttles: createSignInThrottles(clock),
    clock,
  });
  const open: Slice[] = [{ routes: createHealthRoutes(version, [databaseCheck(db)]), docs: healthDocs }];
  const slices: Slice[] = [{ routes: createSessionRoutes(sessions), docs: sessionDocs }];
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
    start: () => Promise.resolve(),
    closeStreams: () => undefined,
    close: () => db.destroy(),
  };
};

/** Joins all parts on this database. @throws NewerSchemaError · what the database says */
export const compose = async (config: Config, databaseUrl: string): Promise<App> => {
  const db = createDb(databaseUrl);
  try {
    return await build(config, db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
};
