import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker, type Broker } from '../../scripts/zeebe/broker.mjs';
import { createGateway } from '../../server/engine/zeebe/gateway/create-gateway.ts';
import { fillIn, readCompose, root } from '../unit/compose/read-compose.ts';
import { boundNames, exporterSettings, listIgnored, readSettingsTables } from './settings-read-back.ts';

const PASSWORD = 'sink-password-0123456789';
const USER = 'ZEEBE_BROKER_EXPORTERS_PLATFORM_ARGS_AUTHENTICATION_USERNAME';
const SECRET = 'ZEEBE_BROKER_EXPORTERS_PLATFORM_ARGS_AUTHENTICATION_PASSWORD';
const SINK = 'ZEEBE_BROKER_EXPORTERS_PLATFORM_ARGS_URL';
/** Slips of the pen that a broker starts with as if nothing were wrong. */
const MISSPELLED = {
  ZEEBE_BROKER_CLUSTER_PARTITONSCOUNT: '1',
  ZEEBE_BROKER_DATA_SNAPSHOT_PERIODE: '5m',
  ZEEBE_BROKER_EXPORTERS_PLATFORM_CLASSNAM: 'none',
  ZEEBE_BROKER_EXPORTERS_PLATFORM_ARGS_BULK_SIEZ: '50',
  ZEEBE_BROKER_EXPORTERS_PLATFORM_ARGS_REQUESTTIMEOUT: '5000',
  MANAGEMENT_SERVER_PROT: '9600',
};
/** Set by the script that starts the broker, under the same names: free ports, loopback, a folder of the test. */
const LOCAL = /_HOST$|_PORT$|_ADDRESS$|_DATA_DIRECTORY$/;

const passwords = { POSTGRES_PASSWORD: 'unused', ZEEBE_SINK_PASSWORD: PASSWORD };
const compose = Object.fromEntries(
  Object.entries(readCompose().services.zeebe.environment).map(([name, value]) => [name, fillIn(value, passwords)]),
);

describe('the settings of a broker in the compose file and in the guide', () => {
  let folder: string;
  let sink: Server;
  let broker: Broker;
  let told: {
    readonly guide: Record<string, string>;
    readonly bound: Set<string>;
    readonly exporter: Map<string, string>;
  };
  const calls: { readonly url: string; readonly authorization: string | undefined }[] = [];
  let environment: Record<string, string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mot-cua-settings-'));
    sink = createServer((req, res) => {
      calls.push({ url: req.url ?? '', authorization: req.headers.authorization });
      req.resume().on('end', () => {
        res.writeHead(200, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' });
        res.end(req.method === 'PUT' ? '{"acknowledged":true}' : '{"took":1,"errors":false,"items":[]}');
      });
    }).listen(0, '127.0.0.1');
    await once(sink, 'listening');
    const guide = readSettingsTables(await readFile(join(root, 'docs/guides/operator-zeebe.md'), 'utf8'));
    const wanted = Object.fromEntries(Object.entries({ ...guide, ...compose }).filter(([name]) => !LOCAL.test(name)));
    environment = {
      ...wanted,
      ...MISSPELLED,
      [SINK]: `http://127.0.0.1:${(sink.address() as AddressInfo).port}`,
      [USER]: 'zeebe',
      [SECRET]: PASSWORD,
      JAVA_OPTS: `${compose['JAVA_OPTS']} -Dmotcua.probe=taken`,
      ZEEBE_LOG_LEVEL: 'debug',
      // One broker is no cluster of three, and this machine need not have the disk of a production one.
      ZEEBE_BROKER_CLUSTER_NODEID: '0',
      ZEEBE_BROKER_CLUSTER_CLUSTERSIZE: '1',
      ZEEBE_BROKER_CLUSTER_REPLICATIONFACTOR: '1',
      ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT: '1',
      ZEEBE_BROKER_CLUSTER_INITIALCONTACTPOINTS: '127.0.0.1:9',
      ZEEBE_BROKER_NETWORK_ADVERTISEDHOST: '127.0.0.1',
      ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING: '64MB',
      ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION: '32MB',
    };
    const readable = {
      MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE: '*',
      MANAGEMENT_ENDPOINT_CONFIGPROPS_ENABLED: 'true',
      MANAGEMENT_ENDPOINT_ENV_ENABLED: 'true',
      MANAGEMENT_ENDPOINT_ENV_SHOWVALUES: 'always',
    };
    broker = await startBroker({ dataDir: join(folder, 'data'), env: { ...environment, ...readable } });
    const configprops: unknown = await (await fetch(`${broker.adminUrl}/actuator/configprops`)).json();
    const exporter = exporterSettings(await readFile(broker.logFile, 'utf8'));
    told = { guide, bound: boundNames(configprops), exporter };
    // Longer than a broker may take to start, so that one that was slow is still stopped.
  }, 180_000);
  afterAll(async () => {
    await broker?.stop();
    sink.closeAllConnections();
    sink.close();
    await rm(folder, { recursive: true, force: true });
  });

  const ignored = (names: Record<string, string>): string[] =>
    listIgnored(Object.fromEntries(Object.keys(names).map((name) => [name, environment[name] ?? ''])), {
      bound: told.bound,
      exporter: told.exporter,
      // Each has a test of its own below.
      proven: ['JAVA_OPTS', 'ZEEBE_LOG_LEVEL', USER, SECRET],
    });

  it('are all taken, those of the compose file', () => {
    expect(Object.keys(compose).length).toBeGreaterThan(15);
    expect(ignored(compose)).toEqual([]);
  });

  it('are all taken, those of the guide', () => {
    expect(Object.keys(told.guide).length).toBeGreaterThan(20);
    expect(ignored(told.guide)).toEqual([]);
  });

  it('would not pass with a slip of the pen', () => {
    expect(ignored(MISSPELLED)).toEqual(Object.keys(MISSPELLED));
  });

  it('reach Java and the log', async () => {
    const probe = await fetch(`${broker.adminUrl}/actuator/env/motcua.probe`);
    expect(await probe.json()).toMatchObject({ property: { value: 'taken' } });
    expect(await readFile(broker.logFile, 'utf8')).toMatch(/ DEBUG/);
  });

  it('make the exporter sign in with the password of the sink', async () => {
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const gateway = createGateway({ address: broker.grpcAddress, restUrl: broker.restUrl, log });
    await gateway.execute({
      type: 'publishMessage',
      name: 'settings.probe',
      correlationKey: 'one',
      timeToLiveMs: 60_000,
      variables: {},
    });
    for (const end = Date.now() + 20_000; !calls.some(({ url }) => url.startsWith('/_bulk')) && Date.now() < end;)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await gateway.close();
    expect(calls.map(({ url }) => url.split('?')[0])).toContain('/_bulk');
    const expected = `Basic ${Buffer.from(`zeebe:${PASSWORD}`).toString('base64')}`;
    expect([...new Set(calls.map(({ authorization }) => authorization))]).toEqual([expected]);
  });

  it('hold a health check that knows a broker that is ready from one that is not', async () => {
    const [kind, ...command] = readCompose().services.zeebe.healthcheck?.test ?? [];
    expect(kind).toBe('CMD');
    const check = (port: string): Promise<number> => {
      const [program = '', ...args] = command.map((word) => word.replace('9600', port));
      return new Promise((done) => execFile(program, args, (error) => done(error ? 1 : 0)));
    };
    expect(await check(new URL(broker.adminUrl).port)).toBe(0);
    // Nobody there; and somebody there who is not ready (the REST port answers 404).
    expect(await check('9')).toBe(1);
    expect(await check(new URL(broker.restUrl).port)).toBe(1);
  });
});
