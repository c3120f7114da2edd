import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../server/shared/paths.ts';

const root = projectRoot;
const START_MS = 30_000;

export type BareServer = {
  readonly url: string;
  /** Everything that it has printed so far. */
  readonly output: () => string;
  /** Ends it at once, as a power cut does, and waits until it is gone. */
  readonly kill: () => Promise<void>;
  /** Ends it as `npm stop` would. */
  readonly stop: () => Promise<void>;
};

/** The built server itself, without the launcher before it: what `kill -9` must hit. @throws when it ends or stays silent */
export const startBareServer = async (env: Readonly<Record<string, string>>): Promise<BareServer> => {
  const { DEMO_PASSWORD: _password, ...rest } = process.env;
  const child = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist/server/index.js')], {
    cwd: root,
    env: { ...rest, NODE_OPTIONS: '', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let output = '';
  const url = await new Promise<string>((done, fail) => {
    const late = setTimeout(() => fail(new Error(`no address after ${START_MS} ms:\n${output}`)), START_MS);
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
        const address = /Một Cửa: (http:\/\/localhost:\d+)/.exec(output)?.[1];
        if (address === undefined) return;
        clearTimeout(late);
        done(address);
      });
    child.once('close', (code) => {
      clearTimeout(late);
      fail(new Error(`ended with ${code}:\n${output}`));
    });
  });
  /** Ending twice is ending once. */
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return { url, output: () => output, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
};
