import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { compose, type App } from '../../server/composition.ts';
import { readConfig } from '../../server/config.ts';
import { cloneDatabase, type TestDatabase } from './database.ts';
import { serve, type Answer, type HttpClient } from './http.ts';

const PASSWORD = 'mat-khau-thu-nghiem';
const SETTLE_MS = 20_000;

export type Send = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
export type SignedInClient = {
  readonly send: Send;
  /** What the browser of this person sends along: cookie and CSRF token. */
  readonly headers: Readonly<Record<'cookie' | 'x-csrf-token', string>>;
};
export type Site = {
  readonly app: App;
  readonly db: Knex;
  readonly url: string;
  readonly dataDir: string;
  /** Somebody without a session. */
  readonly stranger: Send;
  /** The client of an account, signed in once per file. */
  readonly as: (username: string) => Promise<SignedInClient>;
  /** Until no job can be worked on and every record is projected. @throws when that takes too long */
  readonly settle: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const isBusy = async (db: Knex): Promise<boolean> => {
  const { rows } = await db.raw<{ rows: { busy: boolean }[] }>(
    `select exists (select 1 from engine_wait where kind = 'job' and retries > 0)
       or exists (select 1 from engine_outbox where state = 'open')
       or exists (select 1 from engine_partition p left join projection_position d on d.partition_id = p.id
                  where p.position > coalesce(d.position, 0)) as busy`,
  );
  return rows[0]?.busy ?? true;
};

const settle = async (db: Knex): Promise<void> => {
  for (const end = Date.now() + SETTLE_MS; await isBusy(db);) {
    if (Date.now() > end) throw new Error('the site does not come to rest');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

const signIn = async (http: HttpClient, username: string): Promise<SignedInClient> => {
  const { status, headers, body } = await http.send('POST', '/api/session', { username, password: PASSWORD });
  if (status !== 201) throw new Error(`${username} cannot sign in: ${status}`);
  const own = {
    cookie: headers.get('set-cookie')?.split(';')[0] ?? '',
    'x-csrf-token': String(body['csrfToken']),
  };
  return {
    headers: own,
    send: (method, path, payload, more = {}) => http.send(method, path, payload, { ...own, ...more }),
  };
};

/** What outlives a server: its database and its folder. */
export type SitePlace = {
  readonly database: TestDatabase;
  readonly dataDir: string;
  readonly remove: () => Promise<void>;
};
export const createPlace = async (): Promise<SitePlace> => {
  const [database, dataDir] = await Promise.all([cloneDatabase(), mkdtemp(join(tmpdir(), 'mot-cua-site-'))]);
  return {
    database,
    dataDir,
    remove: async () => {
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

/** The whole product as `compose` joins it, with the procedures it ships; `close` leaves the place as it is. */
export const openSite = async (
  { database, dataDir }: Omit<SitePlace, 'remove'>,
  env: Readonly<Record<string, string>> = {},
): Promise<Site> => {
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', DEMO_PASSWORD: PASSWORD, ...env });
  const app = await compose(config, database.url);
  const http = await serve(app.handler);
  await app.start();
  const clients = new Map<string, Promise<SignedInClient>>();
  return {
    app,
    db: database.db,
    url: http.url,
    dataDir,
    stranger: http.send,
    as: (username) => {
      const client = clients.get(username) ?? signIn(http, username);
      clients.set(username, client);
      return client;
    },
    settle: () => settle(database.db),
    close: async () => {
      app.closeStreams();
      await http.close();
      await app.close();
    },
  };
};

/** The same on a database and a folder of this file's own, which go with it. */
export const startSite = async (): Promise<Site> => {
  const place = await createPlace();
  const site = await openSite(place);
  return {
    ...site,
    close: async () => {
      await site.close();
      await place.remove();
    },
  };
};
