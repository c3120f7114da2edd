import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { runToEnd, startServer, type ServerProcess } from '../helpers/server-process.ts';

const root = resolve(import.meta.dirname, '../..');
const signIn = (server: ServerProcess, password: string, username = 'officer'): Promise<Response> =>
  fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const PASSWORD = 'mat-khau-thu';
/** Data of a site that was started once: a first start imports the library, which not every test needs. */
let prepared: string;
let folder: string;
const running = new Set<ServerProcess>();
const start = async (env: Record<string, string> = {}): Promise<ServerProcess> => {
  const server = await startServer({ DATA_DIR: folder, ...env });
  running.add(server);
  return server;
};
const stop = async (server: ServerProcess, signal?: NodeJS.Signals): Promise<number | null> => {
  running.delete(server);
  return server.stop(signal);
};
const postmasterFile = (): string => join(folder, 'postgres/cluster/postmaster.pid');
const postmasterPid = async (): Promise<number> => Number((await readFile(postmasterFile(), 'utf8')).split('\n')[0]);
/** The server itself, below the launcher: what `kill -9` would hit. */
const serverPid = async (server: ServerProcess): Promise<number> => {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=', '--ppid', String(server.child.pid)]);
  return Number(stdout.trim().split('\n')[0]);
};
const connect = async (): Promise<pg.Client> => {
  const [password, port] = await Promise.all(
    ['password', 'port'].map(async (name) => (await readFile(join(folder, 'postgres', name), 'utf8')).trim()),
  );
  const client = new pg.Client({ connectionString: `postgresql://motcua:${password}@127.0.0.1:${port}/motcua` });
  await client.connect();
  return client;
};

beforeAll(async () => {
  prepared = await mkdtemp(join(tmpdir(), 'mot-cua-prepared-'));
  const server = await startServer({ DATA_DIR: prepared, DEMO_PASSWORD: PASSWORD });
  await server.stop();
});
afterAll(() => rm(prepared, { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mot-cua-start-'));
});
afterEach(async () => {
  for (const server of [...running]) await stop(server);
  await rm(folder, { recursive: true, force: true });
});
/** Owners of files are kept: PostgreSQL insists on its own. */
const copyPrepared = (): Promise<unknown> => promisify(execFile)('cp', ['-a', `${prepared}/.`, folder]);

describe('npm start', () => {
  it('needs nothing but Node, keeps its data and starts again in seconds', async () => {
    // first start
    const first = await start();
    expect(first.password).toMatch(/^[a-z0-9]{4}(-[a-z0-9]{4}){2}$/);
    const health = await fetch(`${first.url}/api/health`);
    expect([health.status, ((await health.json()) as { status: string }).status]).toEqual([200, 'ok']);
    expect((await signIn(first, first.password ?? '')).status).toBe(201);
    expect(await stop(first)).toBe(0);
    expect(await exists(postmasterFile())).toBe(false);
    // second start
    const second = await start();
    expect(second.startedInMs).toBeLessThan(5_000);
    expect(second.output()).toContain('DEMO_PASSWORD');
    expect(second.password).toBeUndefined();
    expect((await signIn(second, first.password ?? '')).status).toBe(201);
  });

  it('keeps the secret of its database to the owner', async () => {
    await copyPrepared();
    await start();
    expect((await stat(join(folder, 'postgres/password'))).mode & 0o777).toBe(0o600);
  });

  it('gives the sample accounts the password in DEMO_PASSWORD, also later', async () => {
    await copyPrepared();
    const server = await start({ DEMO_PASSWORD: 'mat-khau-moi' });
    expect((await signIn(server, 'mat-khau-moi')).status).toBe(201);
    expect((await signIn(server, PASSWORD)).status).toBe(401);
  });

  it('takes over the database of a server that was killed', async () => {
    await copyPrepared();
    const first = await start();
    const pid = await postmasterPid();
    process.kill(await serverPid(first), 'SIGKILL');
    running.delete(first);
    await new Promise((done) => first.child.once('close', done));
    const second = await start();
    expect(await postmasterPid()).toBe(pid);
    expect((await signIn(second, PASSWORD)).status).toBe(201);
    expect(await stop(second)).toBe(0);
    expect(await exists(postmasterFile())).toBe(false);
  });

  it('passes over a stale postmaster.pid and a half-finished initialisation', async () => {
    await mkdir(join(folder, 'postgres/cluster.init/base'), { recursive: true });
    const first = await start({ DEMO_PASSWORD: PASSWORD });
    await stop(first);
    await writeFile(postmasterFile(), '999999\n/gone\n0\n54321\n\n127.0.0.1\n0\nready\n');
    const second = await start();
    expect((await signIn(second, PASSWORD)).status).toBe(201);
  });

  it('finishes a running request before it stops', async () => {
    await copyPrepared();
    const server = await start();
    const body = JSON.stringify({ username: 'officer', password: PASSWORD });
    const headers = { 'content-type': 'application/json', 'content-length': body.length, expect: '100-continue' };
    const call = request(`${server.url}/api/session`, { method: 'POST', headers });
    const status = new Promise<number | undefined>((done, fail) =>
      call.once('response', (res) => done(res.resume().statusCode)).once('error', fail),
    );
    await new Promise((done) => {
      call.once('continue', done);
      call.flushHeaders();
    });
    const ended = stop(server);
    await expect(fetchUntilRefused(server.url)).resolves.toBe('refused');
    call.end(body);
    expect(await status).toBe(201);
    expect(await ended).toBe(0);
  });

  it('prints a bearer token for a program, while it runs', async () => {
    await copyPrepared();
    const server = await start();
    const { stdout } = await promisify(execFile)('npm', ['run', '-s', 'token', '--', 'officer'], {
      cwd: root,
      env: { ...process.env, DATA_DIR: folder },
    });
    const answer = await fetch(`${server.url}/api/session`, { headers: { authorization: `Bearer ${stdout.trim()}` } });
    expect(((await answer.json()) as { user: { username: string } }).user.username).toBe('officer');
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  });
});

/** Asks until the port takes no new connections. */
const fetchUntilRefused = async (url: string): Promise<string> => {
  for (let attempt = 0; attempt < 200; attempt++) {
    const open = await fetch(`${url}/api/health`, { headers: { connection: 'close' } }).then(
      (answer) => answer.text(),
      () => undefined,
    );
    if (open === undefined) return 'refused';
  }
  return 'still open';
};

describe('npm start says in one sentence what to do', () => {
  const sentence = (output: string): string[] => output.split('\n').filter((line) => line.trim() !== '');

  it('when the port is taken, and leaves the other server alone', async () => {
    await copyPrepared();
    const server = await start();
    const { code, output } = await runToEnd({ DATA_DIR: folder, PORT: new URL(server.url).port });
    expect(code).toBe(1);
    expect(sentence(output)).toEqual([expect.stringContaining('PORT')]);
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  });

  it('when the database belongs to a newer version', async () => {
    await copyPrepared();
    const server = await start();
    const client = await connect();
    await client.query(
      `insert into schema_migration (name, batch, migration_time) values ('9999-from-the-future', 99, now())`,
    );
    await client.end();
    await stop(server);
    const { code, output } = await runToEnd({ DATA_DIR: folder });
    expect([code, sentence(output)]).toEqual([1, [expect.stringMatching(/9999-from-the-future.*DATA_DIR/)]]);
    expect(await exists(postmasterFile())).toBe(false);
  });

  it('when it may not write its data', async () => {
    const { code, output } = await runToEnd({ DATA_DIR: '/sys/mot-cua' });
    expect([code, sentence(output)]).toEqual([1, [expect.stringContaining('DATA_DIR')]]);
  });

  it.each([
    ['ENGINE', 'flowable', 'embedded'],
    ['PORT', 'eighty', '65535'],
  ])('when %s is %s', async (name, value, allowed) => {
    const { code, output } = await runToEnd({ DATA_DIR: folder, [name]: value });
    expect([code, sentence(output)]).toEqual([1, [expect.stringContaining(allowed)]]);
  });

  it('when the database of DATABASE_URL does not answer', async () => {
    const { code, output } = await runToEnd({ DATA_DIR: folder, DATABASE_URL: 'postgresql://a:b@127.0.0.1:9/none' });
    expect([code, sentence(output)]).toEqual([1, [expect.stringContaining('DATABASE_URL')]]);
  });

  it('when Node is too old', async () => {
    const older = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'18.20.0'}})`;
    const { code, output } = await runToEnd({ DATA_DIR: folder }, [], ['--import', older]);
    expect([code, sentence(output)]).toEqual([1, [expect.stringContaining('20.19')]]);
  });
});
