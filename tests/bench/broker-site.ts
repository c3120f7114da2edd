import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { pathToFileURL } from 'node:url';
import type { Broker, startBroker as StartBroker } from '../../scripts/zeebe/broker.mjs';
import { createDb } from '../../server/db/client.ts';
import { ensureDatabase, startLocalPostgres } from '../../server/db/local-postgres.ts';
import { startBareServer, type BareServer } from '../helpers/bare-server.ts';
import { projectRoot } from '../../server/shared/paths.ts';
import { findFreePort } from '../helpers/free-port.ts';
import { SMALL_CODE, smallPackage } from '../helpers/small-package.ts';
import { zipOf } from '../helpers/zip.ts';

const PASSWORD = 'mat-khau-do-toc-do';
const BROKER_START_MS = 500;

type Headers = Readonly<Record<string, string>>;
type Reply = { readonly status: number; readonly headers: NodeJS.Dict<string | string[]>; readonly text: string };

/** A server, a broker and a PostgreSQL of their own on this machine, all writing to disk as in real use. */
export type BrokerSite = {
  readonly db: Knex;
  readonly broker: Broker;
  readonly databaseUrl: string;
  /** Files one dossier as a citizen does. @returns its id */
  file(): Promise<string>;
  startServer(): Promise<void>;
  stopServer(): Promise<void>;
  close(): Promise<void>;
};

/** Resident memory of a process in MiB. */
export const readMemory = async (pid: number): Promise<number> =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);

/** Scripts are not built, so a built program finds them beside it. */
export const loadStartBroker = async (): Promise<typeof StartBroker> => {
  const script = pathToFileURL(join(projectRoot, 'scripts/zeebe/broker.mjs')).href;
  return ((await import(script)) as { startBroker: typeof StartBroker }).startBroker;
};

export const openBrokerSite = async (): Promise<BrokerSite> => {
  const startBroker = await loadStartBroker();
  const folder = await mkdtemp(join(tmpdir(), 'mot-cua-bench-'));
  const sinkPort = await findFreePort();
  const postgres = await startLocalPostgres({
    folder: join(folder, 'postgres'),
    settings: { synchronous_commit: 'on', fsync: 'on' },
  });
  await ensureDatabase(postgres, 'bench');
  const broker = await startBroker({ dataDir: join(folder, 'broker'), sinkUrl: `http://127.0.0.1:${sinkPort}` });
  const db = createDb(postgres.url('bench'), { poolSize: 4 });
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  let server: BareServer | undefined;
  let citizen: Headers = {};

  const send = (method: string, path: string, headers: Headers, body?: string | Buffer): Promise<Reply> =>
    new Promise((done, fail) => {
      const asked = request(`${server?.url}${path}`, { method, agent, headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      });
      asked.once('error', fail);
      asked.end(body);
    });
  const json = { 'content-type': 'application/json' };
  const signIn = async (username: string): Promise<Headers> => {
    const { headers, text } = await send(
      'POST',
      '/api/session',
      json,
      JSON.stringify({ username, password: PASSWORD }),
    );
    const { csrfToken } = JSON.parse(text) as { csrfToken: string };
    return { cookie: String(headers['set-cookie']).split(';')[0] ?? '', 'x-csrf-token': csrfToken };
  };
  const expectCreated = ({ status, text }: Reply): Record<string, unknown> => {
    if (status !== 201) throw new Error(`${status}: ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  };
  const startServer = async (): Promise<void> => {
    server = await startBareServer({
      ...{ DATABASE_URL: postgres.url('bench'), DATA_DIR: folder, DEMO_PASSWORD: PASSWORD, LOG_LEVEL: 'error' },
      ...{ ENGINE: 'zeebe', ZEEBE_ADDRESS: broker.grpcAddress, ZEEBE_REST_URL: broker.restUrl },
      ZEEBE_SINK_PORT: String(sinkPort),
    });
    citizen = await signIn('citizen');
  };
  const release = async (): Promise<void> => {
    const administrator = await signIn('administrator');
    const zip = await zipOf(smallPackage({ label: 'Tên', step: 'Bước chung', rate: 10 }));
    const zipped = { ...administrator, 'content-type': 'application/zip' };
    const { version } = expectCreated(await send('POST', `/api/procedures/${SMALL_CODE}/versions`, zipped, zip));
    const body = JSON.stringify({ procedureCode: SMALL_CODE, version });
    expectCreated(await send('POST', '/api/releases', { ...administrator, ...json }, body));
  };
  await new Promise((resolve) => setTimeout(resolve, BROKER_START_MS));
  await startServer();
  await release();

  const filing = JSON.stringify({
    ...{ procedureCode: SMALL_CODE, caseId: 'S-1', channel: 'ONLINE', receivingUnit: 'H29.101.2' },
    applicant: { kind: 'CITIZEN', fullName: 'Công dân A', personalId: '000095000001', phone: '0900000001' },
    data: { childName: 'Công dân Bí Mật', copies: 2 },
    documents: [],
  });
  let filings = 0;
  return {
    db,
    broker,
    databaseUrl: postgres.url('bench'),
    startServer,
    stopServer: async () => {
      await server?.stop();
    },
    file: async () => {
      const key = { 'idempotency-key': `bench-${process.pid}-${++filings}` };
      return String(expectCreated(await send('POST', '/api/dossiers', { ...citizen, ...json, ...key }, filing))['id']);
    },
    async close() {
      await server?.stop();
      agent.destroy();
      await broker.stop();
      await db.destroy();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
