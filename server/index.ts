import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { compose, type App } from './composition.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { ensureDatabase, LocalPostgresError, startLocalPostgres } from './db/local-postgres.ts';
import { NewerSchemaError } from './db/migrate.ts';

const STOP_MS = 15_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
/** One sentence that says what to do, and exit code 1. */
const give = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
};

const explain = (error: unknown, config: Config | undefined): string | undefined => {
  if (error instanceof ConfigError || error instanceof LocalPostgresError || error instanceof NewerSchemaError) return error.message;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `Cổng ${config?.port} đang có chương trình khác dùng; dừng chương trình đó hoặc đặt PORT khác. | Port ${config?.port} is taken; stop that program or set another PORT.`;
  if (code === 'EACCES' && config && path === undefined) return `Không được mở cổng ${config.port}; đặt PORT từ 1024 trở lên. | Not allowed to open port ${config.port}; set PORT to 1024 or more.`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return `Không ghi được ${path ?? config?.dataDir}; cấp quyền ghi hoặc đặt DATA_DIR khác. | No permission to write there; grant it or set another DATA_DIR.`;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === '28P01' || code === '3D000') return `Không kết nối được cơ sở dữ liệu (${code}); kiểm tra DATABASE_URL. | The database cannot be reached (${code}); check DATABASE_URL.`;
  return undefined;
};

const openDatabase = async (config: Config): Promise<{ url: string; stop: () => Promise<void> }> => {
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl, stop: () => Promise.resolve() };
  const postgres = await startLocalPostgres({ folder: join(config.dataDir, 'postgres') });
  await ensureDatabase(postgres, 'motcua');
  return { url: postgres.url('motcua'), stop: postgres.stop };
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve((server.address() as AddressInfo).port));
  });

const greet = (port: number, { signIns, password }: App): void => {
  say('');
  say(`Một Cửa: http://localhost:${port}`);
  say(`Tài khoản dùng thử | Demo sign-ins: ${signIns.join(', ')}`);
  say(password === undefined ? 'Mật khẩu đã in ở lần chạy đầu; đặt DEMO_PASSWORD để đổi. | Password as printed at first start; set DEMO_PASSWORD to change it.' : `Mật khẩu | Password: ${password}`);
};

/** Stops taking requests, lets running ones finish, then closes engine, pool and database. */
const stopOnSignal = (server: Server | undefined, app: App, database: { stop: () => Promise<void> }): void => {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    const late = setTimeout(() => process.exit(1), STOP_MS);
    app.closeStreams();
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
    await app.close();
    await database.stop();
    clearTimeout(late);
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop());
};

const main = async (): Promise<void> => {
  let config: Config | undefined;
  let stopDatabase: (() => Promise<void>) | undefined;
  try {
    config = readConfig(process.env, process.argv.slice(2));
    await mkdir(config.dataDir, { recursive: true });
    const database = await openDatabase(config);
    stopDatabase = database.stop;
    const app = await compose(config, database.url);
    const server = config.role === 'all' || config.role === 'web' ? createServer(app.handler) : undefined;
    if (server) {
      server.keepAliveTimeout = 65_000;
      server.requestTimeout = 10 * 60_000;
      const port = await listen(server, config.port);
      await app.start();
      greet(port, app);
    } else {
      await app.start();
      say(`Một Cửa: ${config.role}`);
    }
    stopOnSignal(server, app, database);
  } catch (error) {
    await stopDatabase?.();
    give(explain(error, config) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)));
  }
};

await main();
