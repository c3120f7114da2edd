import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

type Account = { readonly uid: number; readonly gid: number };
/** How a program of PostgreSQL is started: what to spawn, and with which identity. */
export type Command = { readonly file: string; readonly args: readonly string[]; readonly identity: Partial<Account> };
export type PostgresUser = {
  /** Owner of its files; undefined = whoever runs the server. */
  readonly account: Account | undefined;
  readonly command: (file: string, args: readonly string[]) => Command;
};

const lookUp = async (): Promise<Account> => {
  const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
};

const findOrMakeAccount = (): Promise<Account> =>
  lookUp().catch(async () => {
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
    return lookUp();
  });

const maySearch = async (folder: string, { uid, gid }: Account): Promise<boolean> => {
  const entry = await stat(folder);
  const bit = entry.uid === uid ? 0o100 : entry.gid === gid ? 0o010 : 0o001;
  return (entry.mode & bit) !== 0;
};

/** True when the account can walk from the root down to this folder. */
const canReach = async (folder: string, account: Account): Promise<boolean> => {
  if (!(await maySearch(folder, account))) return false;
  return dirname(folder) === folder || canReach(dirname(folder), account);
};

/** The weakest of root's rights that lets another account walk through folders that are closed to it; containers often lack the first. */
const findSearchRight = async (): Promise<string | undefined> => {
  for (const right of ['dac_read_search', 'dac_override']) {
    const works = await run('setpriv', [`--inh-caps=+${right}`, `--ambient-caps=+${right}`, 'true']).then(
      () => true,
      () => false,
    );
    if (works) return right;
  }
  return undefined;
};

/**
 * PostgreSQL refuses to run as root, so then it runs as the system user "postgres", made when missing. Where the product lies in a
 * folder that only root may enter (/root, a temporary folder), the programs keep one right of root's: to walk through folders.
 * @param folders what they must reach: data and programs
 */
export const findPostgresUser = async (folders: readonly string[]): Promise<PostgresUser> => {
  if (process.getuid?.() !== 0) return { account: undefined, command: (file, args) => ({ file, args, identity: {} }) };
  const account = await findOrMakeAccount();
  const reachable = (await Promise.all(folders.map((folder) => canReach(folder, account)))).every(Boolean);
  const right = reachable ? undefined : await findSearchRight();
  if (right === undefined) return { account, command: (file, args) => ({ file, args, identity: account }) };
  const flags = [
    `--reuid=${account.uid}`,
    `--regid=${account.gid}`,
    '--clear-groups',
    `--inh-caps=+${right}`,
    `--ambient-caps=+${right}`,
    '--',
  ];
  return { account, command: (file, args) => ({ file: 'setpriv', args: [...flags, file, ...args], identity: {} }) };
};
