import { mkdir } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { compose, type App } from './composition.ts';
import { readConfig, type Config } from './config.ts';
import { openDatabase } from './db/open-database.ts';
import { explainStartError } from './explain-start-error.ts';

const STOP_MS = 15_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
/** One sentence that says what to do, and exit code 1. */
const give = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
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
  say(
    password === undefined
      ? 'Mật khẩu đã in ở lần chạy đầu; đặt DEMO_PASSWORD để đổi. | Password as printed at first start; set DEMO_PASSWORD to change it.'
      : `Mật khẩu | Password: ${password}`,
  );
};

type Closer = () => Promise<void> | void;

/**
 * Undoes the start in reverse order, once: stop taking requests and let running ones finish, then engine and pool, then the database.
 * Takes signals from the first moment, so that a start that is broken off leaves nothing running either.
 */
const createShutdown = () => {
  const closers: Closer[] = [];
  let ending: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    for (const closer of closers.reverse()) await closer();
  };
  const end = (): Promise<void> => (ending ??= close());
  const onSignal = (): void => {
    setTimeout(() => process.exit(1), STOP_MS).unref();
    void end().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, onSignal);
  return { add: (closer: Closer): void => void closers.push(closer), end };
};

/** Takes requests until `close`; then those that run may finish, and connections that were kept for further ones are let go. */
const serve = async (app: App, port: number): Promise<{ port: number; close: Closer }> => {
  const server = createServer(app.handler);
  server.keepAliveTimeout = 65_000;
  server.requestTimeout = 10 * 60_000;
  let closing = false;
  server.on('request', (_req, res: ServerResponse) => {
    res.once('close', () => closing && setImmediate(() => server.closeIdleConnections()));
  });
  const taken = await listen(server, port);
  const close = (): Promise<void> => {
    closing = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    app.closeStreams();
    server.closeIdleConnections();
    return closed;
  };
  return { port: taken, close };
};

const main = async (): Promise<void> => {
  const shutdown = createShutdown();
  let config: Config | undefined;
  try {
    config = readConfig(process.env, process.argv.slice(2));
    await mkdir(config.dataDir, { recursive: true });
    const database = await openDatabase(config);
    shutdown.add(database.stop);
    const app = await compose(config, database.url);
    shutdown.add(app.close);
    if (config.role === 'all' || config.role === 'web') {
      const server = await serve(app, config.port);
      shutdown.add(server.close);
      await app.start();
      greet(server.port, app);
    } else {
      await app.start();
      say(`Một Cửa: ${config.role}`);
    }
  } catch (error) {
    await shutdown.end().catch(() => undefined);
    give(explainStartError(error, config) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)));
  }
};

await main();
