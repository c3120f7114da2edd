// The files of a broker: taken once from Maven's repository into a cache outside the project, and unpacked there.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const DEFAULT_VERSION = '8.5.8';
export const defaultCache = (env = process.env) =>
  env.ZEEBE_CACHE || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'zeebe');

export const brokerHome = (cache, version) => join(cache, `camunda-zeebe-${version}`);
export const isFetched = (cache, version) => existsSync(join(brokerHome(cache, version), 'bin', 'broker'));

/** @returns the folder of the broker. @throws Error Maven is missing, or the version cannot be had */
export const fetchBroker = async ({ version = DEFAULT_VERSION, cache = defaultCache() } = {}) => {
  const home = brokerHome(cache, version);
  if (isFetched(cache, version)) return home;
  await mkdir(cache, { recursive: true });
  const part = await mkdtemp(join(cache, '.unpack-'));
  try {
    const artifact = `io.camunda:camunda-zeebe:${version}:tar.gz`;
    await run('mvn', ['-q', '-B', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${part}`], {
      timeout: 900_000,
    }).catch((error) => {
      const reason = error.code === 'ENOENT' ? 'Maven (mvn) is not installed' : String(error.stdout || error.message);
      throw new Error(`${artifact} could not be fetched: ${reason.trim()}`);
    });
    await run('tar', ['-xzf', join(part, `camunda-zeebe-${version}.tar.gz`), '-C', part], { timeout: 300_000 });
    // Two that fetch at once: the second finds the folder of the first and keeps it.
    await rename(join(part, `camunda-zeebe-${version}`), home).catch((error) => {
      if (!isFetched(cache, version)) throw error;
    });
    return home;
  } finally {
    await rm(part, { recursive: true, force: true });
  }
};
