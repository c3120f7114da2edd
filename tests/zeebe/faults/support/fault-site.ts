import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Knex } from 'knex';
import { startBroker, type Broker } from '../../../../scripts/zeebe/broker.mjs';
import { startBareServer, type BareServer } from '../../../helpers/bare-server.ts';
import type { TestDatabase } from '../../../helpers/database.ts';
import { SMALL_CODE, smallPackage } from '../../../helpers/small-package.ts';
import { zipOf } from '../../../helpers/zip.ts';
import { findFreePort } from './free-port.ts';
import { createClient, type Client } from './http-client.ts';
import { openSinkProxy, type SinkProxy } from './sink-proxy.ts';

const PASSWORD = 'mat-khau-thu-nghiem';
const OUTPUT = resolve(import.meta.dirname, '../../../../test-output');

/** A whole site of real processes: broker, database, servers, and a proxy before the record sink. */
export type FaultSite = Client & {
  readonly name: string;
  readonly db: Knex;
  readonly broker: Broker;
  readonly proxy: SinkProxy;
  readonly environment: Readonly<Record<string, string>>;
  /** Starts the server of this number, 0 first; records go to the one that was started last. */
  start(number?: number): Promise<BareServer>;
  end(how: 'kill' | 'stop', number?: number): Promise<void>;
  /** Records go to this server from now on. */
  leadTo(number: number): void;
  /** Servers as `npm stop` would, then the broker. */
  endAll(): Promise<void>;
  /** Keeps what the test has counted, one line of JSON. */
  report(figures: object): Promise<void>;
  close(): Promise<void>;
};

const release = async (client: Client): Promise<void> => {
  const zip = await zipOf(smallPackage({ label: 'Tên', step: 'Bước chung', rate: 10 }));
  const type = { 'content-type': 'application/zip' };
  const made = await client.send('administrator', 'POST', `/api/procedures/${SMALL_CODE}/versions`, zip, type);
  if (made?.status !== 201) throw new Error(`the package was not taken: ${JSON.stringify(made)}`);
  const { version } = made.body;
  const released = await client.send('administrator', 'POST', '/api/releases', { procedureCode: SMALL_CODE, version });
  if (released?.status !== 201) throw new Error(`the version was not released: ${JSON.stringify(released)}`);
};

/** @param name of the test, for its files in test-output */
export const openFaultSite = async (name: string, database: TestDatabase): Promise<FaultSite> => {
  const folder = await mkdtemp(join(tmpdir(), `mot-cua-${name}-`));
  const proxy = await openSinkProxy();
  const broker = await startBroker({ dataDir: join(folder, 'broker'), profile: 'dev', sinkUrl: proxy.url });
  const environment = {
    ...{ DATABASE_URL: database.url, DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'warn', DEMO_PASSWORD: PASSWORD },
    ...{ ENGINE: 'zeebe', ZEEBE_ADDRESS: broker.grpcAddress, ZEEBE_REST_URL: broker.restUrl },
  };
  const servers: (BareServer | undefined)[] = [];
  const sinkPorts: number[] = [];
  const logs: string[] = [];
  let turn = 0;
  /** In turns, as behind a balancer. */
  const choose = (): BareServer | undefined => {
    const running = servers.filter((server) => server !== undefined);
    return running[turn++ % running.length];
  };
  const client = createClient(choose, PASSWORD);
  const portOf = async (number: number): Promise<number> => (sinkPorts[number] ??= await findFreePort());
  const end: FaultSite['end'] = async (how, number = 0) => {
    const server = servers[number];
    if (!server) return;
    servers[number] = undefined;
    await server[how]();
    logs.push(`--- server ${number}: ${how}\n${server.output()}`);
  };
  const start: FaultSite['start'] = async (number = 0) => {
    const port = await portOf(number);
    const server = await startBareServer({ ...environment, ZEEBE_SINK_PORT: String(port) });
    servers[number] = server;
    proxy.lead(port);
    return server;
  };

  await start();
  for (const who of ['citizen', 'receptionist', 'administrator'] as const) await client.signIn(who);
  await release(client);
  return {
    ...client,
    ...{ name, db: database.db, broker, proxy, environment, start, end },
    leadTo: (number) => proxy.lead(sinkPorts[number] ?? 0),
    async endAll() {
      for (const number of servers.keys()) await end('stop', number);
      await broker.stop();
    },
    async report(figures) {
      await mkdir(OUTPUT, { recursive: true });
      await writeFile(join(OUTPUT, `faults-${name}.json`), `${JSON.stringify({ name, ...figures })}\n`);
    },
    async close() {
      for (const number of servers.keys()) await end('kill', number);
      await broker.kill();
      await proxy.close();
      await mkdir(OUTPUT, { recursive: true });
      await writeFile(join(OUTPUT, `faults-${name}.log`), logs.join('\n'));
      await rm(folder, { recursive: true, force: true });
    },
  };
};
