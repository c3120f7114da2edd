import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloneDatabase } from '../../helpers/database.ts';
import { startServer } from '../../helpers/server-process.ts';

export const password = 'mat-khau-dung-thu-01';

export type Site = { readonly url: string; readonly close: () => Promise<void> };

/** The whole product on a database and a folder of its own, with the demo accounts. */
export const openSite = async (): Promise<Site> => {
  const database = await cloneDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'mot-cua-pages-'));
  const server = await startServer({ DATABASE_URL: database.url, DATA_DIR: folder, DEMO_PASSWORD: password });
  return {
    url: server.url,
    async close() {
      await server.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
