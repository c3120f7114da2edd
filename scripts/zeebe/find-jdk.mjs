// A JDK that a broker accepts: the one of JAVA_HOME, the one on the PATH, or one installed beside them.
import { execFile } from 'node:child_process';
import { readdir, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const OLDEST_JAVA = 21;

/** Major version of the JDK in a folder; 0 where there is none. */
export const readJavaMajor = async (home) => {
  try {
    const { stderr } = await run(join(home, 'bin', 'java'), ['-version'], { timeout: 10_000 });
    return Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
  } catch {
    return 0;
  }
};

const listFolders = async (parent) => {
  try {
    return (await readdir(parent))
      .sort()
      .reverse()
      .map((name) => join(parent, name));
  } catch {
    return [];
  }
};

const ofPath = async () => {
  try {
    const { stdout } = await run('which', ['java'], { timeout: 5_000 });
    return [dirname(dirname(await realpath(stdout.trim())))];
  } catch {
    return [];
  }
};

/** @returns the home of a JDK of version 21 or newer, or undefined */
export const findJdk = async (env = process.env) => {
  const candidates = [
    ...(env.JAVA_HOME ? [env.JAVA_HOME] : []),
    ...(await ofPath()),
    ...(await listFolders('/usr/lib/jvm')),
    ...(await listFolders(join(homedir(), '.sdkman/candidates/java'))),
    ...(await listFolders(join(homedir(), '.jdks'))),
  ];
  for (const home of candidates) if ((await readJavaMajor(home)) >= OLDEST_JAVA) return home;
  return undefined;
};
