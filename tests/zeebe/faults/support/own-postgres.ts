import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDb } from '../../../../server/db/client.ts';
import { ensureDatabase, startLocalPostgres } from '../../../../server/db/local-postgres.ts';
import type { TestDatabase } from '../../../helpers/database.ts';
import { waitUntil } from './pause.ts';

/** A PostgreSQL of this test's own, with all promises about the disk, that can be broken and mended. */
export type OwnPostgres = TestDatabase & {
  /** Ends at once, as in a crash: running transactions are lost, the next start recovers. */
  crash(): Promise<void>;
  /** On the same folder and port. */
  restart(): Promise<void>;
};

const settings = { max_connections: '200' };
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

export const openOwnPostgres = async (): Promise<OwnPostgres> => {
  const folder = await mkdtemp(join(tmpdir(), 'mot-cua-faults-db-'));
  const name = `faults_${randomBytes(4).toString('hex')}`;
  const start = () => startLocalPostgres({ folder, settings });
  const postgres = await start();
  await ensureDatabase(postgres, name);
  const url = postgres.url(name);
  const db = createDb(url, { applicationName: 'faults-test' });
  const crash = async (): Promise<void> => {
    const pid = Number((await readFile(join(folder, 'cluster/postmaster.pid'), 'utf8')).split('\n')[0]);
    process.kill(pid, 'SIGQUIT');
    await waitUntil(() => !isAlive(pid), 'PostgreSQL has ended', { limitMs: 20_000, everyMs: 20 });
  };
  return {
    db,
    url,
    crash,
    restart: async () => {
      const again = await start();
      if (again.url(name) !== url) throw new Error('PostgreSQL came back at another port');
    },
    drop: async () => {
      await db.destroy();
      await crash();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
