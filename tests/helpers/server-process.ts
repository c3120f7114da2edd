import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const START_MS = 60_000;

export type ServerProcess = {
  readonly child: ChildProcess;
  /** Address that it printed. */
  readonly url: string;
  /** Printed at a first start only. */
  readonly password: string | undefined;
  /** Milliseconds from the command to the printed address. */
  readonly startedInMs: number;
  readonly output: () => string;
  /** Sends the signal and gives the exit code; null when the signal itself ended it. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
};

export type Ended = { readonly code: number | null; readonly output: string };

const launch = (env: Record<string, string>, args: readonly string[], nodeArgs: readonly string[] = []) => {
  const {
    DATABASE_URL: _url,
    DEMO_PASSWORD: _password,
    DATA_DIR: _dir,
    PORT: _port,
    ENGINE: _engine,
    ...rest
  } = process.env;
  const child = spawn(process.execPath, [...nodeArgs, 'scripts/start.mjs', ...args], {
    cwd: root,
    env: { ...rest, PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const changed = new EventTarget();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      changed.dispatchEvent(new Event('output'));
    });
  }
  return { child, ended, changed, output: () => output };
};

/** Runs `npm start` until it ends by itself. */
export const runToEnd = async (
  env: Record<string, string>,
  args: readonly string[] = [],
  nodeArgs: readonly string[] = [],
): Promise<Ended> => {
  const { ended, output } = launch(env, args, nodeArgs);
  return { code: await ended, output: output() };
};

/** Runs `npm start` on a free port until it has printed its address. @throws when it ends or stays silent */
export const startServer = async (
  env: Record<string, string>,
  args: readonly string[] = [],
): Promise<ServerProcess> => {
  const started = performance.now();
  const { child, ended, changed, output } = launch(env, args);
  const [url, startedInMs] = await new Promise<readonly [string, number]>((done, fail) => {
    const late = setTimeout(() => fail(new Error(`no address after ${START_MS} ms:\n${output()}`)), START_MS);
    const look = (): void => {
      const address = /Một Cửa: (http:\/\/localhost:\d+)[\s\S]*(Mật khẩu|Password)/.exec(output())?.[1];
      if (address === undefined) return;
      clearTimeout(late);
      done([address, performance.now() - started]);
    };
    changed.addEventListener('output', look);
    void ended.then((code) => {
      clearTimeout(late);
      fail(new Error(`ended with ${code}:\n${output()}`));
    });
  });
  return {
    child,
    url,
    startedInMs,
    output,
    password: /Mật khẩu \| Password: (\S+)/.exec(output())?.[1],
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
};
