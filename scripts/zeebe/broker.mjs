// One broker with its gateway as a child of this program: started, awaited, stopped, killed and started again on the same data.
import { spawn } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { brokerEnvironment } from './broker-settings.mjs';
import { defaultCache, DEFAULT_VERSION, fetchBroker } from './fetch-broker.mjs';
import { findJdk, OLDEST_JAVA } from './find-jdk.mjs';

const POLL_MS = 200;
const STOP_MS = 30_000;
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

const freePort = () =>
  new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

const choosePorts = async ({ grpcPort, restPort, adminPort }) => ({
  grpc: grpcPort ?? (await freePort()),
  rest: restPort ?? (await freePort()),
  admin: adminPort ?? (await freePort()),
  command: await freePort(),
  internal: await freePort(),
});

const ask = async (url, init = {}) => {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(2_000) });
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
};

/** Readiness alone is too early: the gateway knows the leaders of the partitions a moment later. */
const isReady = async (adminUrl, restUrl, partitions) => {
  if ((await ask(`${adminUrl}/actuator/health/readiness`)) === undefined) return false;
  const topology = (await ask(`${restUrl}/v1/topology`)) ?? (await ask(`${restUrl}/v2/topology`)) ?? '';
  return [...topology.matchAll(/"role":"leader"/g)].length >= partitions;
};

const createClock = (adminUrl) => {
  const call = async (path, body) => {
    const response = await fetch(`${adminUrl}/actuator/clock${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(5_000),
    });
    if (!response.ok) throw new Error(`The broker's clock answered ${response.status}`);
    return (await response.json()).epochMilli;
  };
  return {
    get: () => call(''),
    add: (ms) => call('/add', { offsetMilli: ms }),
    pin: (epochMilli) => call('/pin', { epochMilli }),
  };
};

const readTail = async (file) => (await readFile(file, 'utf8').catch(() => '')).split('\n').slice(-20).join('\n');

/**
 * Fetches the broker where needed and starts it. Resolves when every partition has a leader.
 * Options: version, cache, dataDir (needed), logFile, host, grpcPort, restPort, adminPort (free ones by default), partitions, sinkUrl,
 * sinkPassword, bulkSize, bulkDelay, profile ('test' | 'dev' | 'production'), heap, readySeconds, env.
 * @throws Error no JDK, no files, or not ready in time; with the end of the broker's log
 */
export const startBroker = async (options) => {
  const {
    version = DEFAULT_VERSION,
    cache = defaultCache(),
    host = '127.0.0.1',
    partitions = 1,
    profile = 'dev',
    heap = '512m',
    readySeconds = 120,
  } = options;
  const dataDir = resolve(options.dataDir);
  const logFile = options.logFile ?? join(dirname(dataDir), 'broker.log');
  const javaHome = await findJdk();
  if (!javaHome) throw new Error(`No JDK ${OLDEST_JAVA} or newer was found; install one or set JAVA_HOME`);
  const home = await fetchBroker({ version, cache });
  const ports = await choosePorts(options);
  const environment = brokerEnvironment({ ...options, host, ports, dataDir, partitions, profile, heap, javaHome });
  const adminUrl = `http://${host}:${ports.admin}`;
  const restUrl = `http://${host}:${ports.rest}`;
  await mkdir(dataDir, { recursive: true });
  await mkdir(dirname(logFile), { recursive: true });
  let child;
  let ended;

  const launch = async () => {
    const log = await open(logFile, 'a');
    child = spawn(join(home, 'bin', 'broker'), [], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
    });
    ended = new Promise((done) => child.once('exit', done));
    await log.close();
    const limit = Date.now() + readySeconds * 1_000;
    while (!(await isReady(adminUrl, restUrl, partitions))) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`The broker stopped while starting:\n${await readTail(logFile)}`);
      if (Date.now() > limit) {
        await end('SIGKILL');
        throw new Error(`The broker was not ready after ${readySeconds} s:\n${await readTail(logFile)}`);
      }
      await wait(POLL_MS);
    }
  };
  const end = async (signal) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    // A frozen or stuck broker is not waited for without end.
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(late);
  };

  // A caller that ends without stopping its broker must not leave it running.
  const onExit = () => child?.kill('SIGKILL');
  process.on('exit', onExit);
  await launch();
  return {
    get pid() {
      return child.pid;
    },
    version,
    dataDir,
    logFile,
    grpcAddress: `${host}:${ports.grpc}`,
    restUrl,
    adminUrl,
    clock: createClock(adminUrl),
    signal: (name) => child.kill(name),
    stop: async () => {
      await end('SIGTERM');
      process.off('exit', onExit);
    },
    kill: () => end('SIGKILL'),
    /** Starts again on the same data and ports after `stop` or `kill`. */
    restart: async () => {
      process.off('exit', onExit);
      process.on('exit', onExit);
      await launch();
    },
  };
};
