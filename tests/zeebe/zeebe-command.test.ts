import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../unit/compose/read-compose.ts';

const freePort = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return String(port);
};

describe('npm run zeebe', () => {
  let folder: string;
  let env: Record<string, string>;
  const running = new Set<ChildProcess>();
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mot-cua-zeebe-command-'));
    const [ZEEBE_GRPC_PORT, ZEEBE_REST_PORT, ZEEBE_ADMIN_PORT] = [await freePort(), await freePort(), await freePort()];
    env = { DATA_DIR: folder, ZEEBE_GRPC_PORT, ZEEBE_REST_PORT, ZEEBE_ADMIN_PORT };
  });
  afterAll(async () => {
    for (const child of running) child.kill('SIGTERM');
    await Promise.all([...running].map((child) => once(child, 'exit')));
    await rm(folder, { recursive: true, force: true });
  });

  const launch = () => {
    const child = spawn(process.execPath, [join(root, 'scripts/zeebe/zeebe.mjs')], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let said = '';
    const listeners = new Set<() => void>();
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        for (const listener of listeners) listener();
      });
    const ended = new Promise<number | null>((done) =>
      child.once('close', (code) => {
        running.delete(child);
        done(code);
      }),
    );
    const heard = (words: string): Promise<void> =>
      new Promise((done, fail) => {
        const look = (): void => void (said.includes(words) && done());
        listeners.add(look);
        look();
        void ended.then((code) => fail(new Error(`ended with ${code} before "${words}":\n${said}`)));
      });
    return { child, ended, heard, said: () => said };
  };
  const isReady = async (): Promise<boolean> => {
    const url = `http://127.0.0.1:${env['ZEEBE_ADMIN_PORT']}/actuator/health/readiness`;
    return fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
  };

  it('says when the broker is ready and what comes next, refuses a second one, stops cleanly', async () => {
    const first = launch();
    await first.heard('Ctrl-C stops it');
    expect(await isReady()).toBe(true);
    expect(first.said()).toContain(
      `ENGINE=zeebe ZEEBE_ADDRESS=127.0.0.1:${env['ZEEBE_GRPC_PORT']} ZEEBE_REST_URL=http://127.0.0.1:${env['ZEEBE_REST_PORT']} npm start`,
    );

    const second = launch();
    expect(await second.ended).toBe(1);
    expect(second.said()).toMatch(new RegExp(`Port ${env['ZEEBE_GRPC_PORT']} is taken.*ZEEBE_GRPC_PORT`));
    expect(await isReady()).toBe(true);

    // Twice, as from a terminal under npm.
    first.child.kill('SIGINT');
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    expect(await isReady()).toBe(false);
    expect(JSON.parse(await readFile(join(folder, 'zeebe/data.json'), 'utf8'))).toEqual({
      version: '8.5.8',
      partitions: 1,
    });
  }, 240_000);

  it('starts again on its data, and ends with a word when the broker dies', async () => {
    const again = launch();
    await again.heard('Ctrl-C stops it');
    const log = await readFile(join(folder, 'zeebe/broker.log'), 'utf8');
    const pid = Number(/PID (\d+)/.exec(log.slice(log.lastIndexOf('Starting StandaloneBroker')))?.[1]);
    expect(pid).toBeGreaterThan(1);
    process.kill(pid, 'SIGKILL');
    expect(await again.ended).toBe(1);
    expect(again.said()).toContain('The broker stopped by itself');
  }, 240_000);
});
