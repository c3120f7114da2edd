import { join } from 'node:path';
import { ensureDatabase, startLocalPostgres } from './local-postgres.ts';

const DATABASE = 'motcua';

export type OpenDatabase = { readonly url: string; readonly wasRunning: boolean; readonly stop: () => Promise<void> };

/**
 * The product's database: DATABASE_URL when it is set, else the bundled PostgreSQL in the data folder.
 * @throws LocalPostgresError
 */
export const openDatabase = async (config: {
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
}): Promise<OpenDatabase> => {
  if (config.databaseUrl !== undefined)
    return { url: config.databaseUrl, wasRunning: true, stop: () => Promise.resolve() };
  const postgres = await startLocalPostgres({ folder: join(config.dataDir, 'postgres') });
  await ensureDatabase(postgres, DATABASE);
  return { url: postgres.url(DATABASE), wasRunning: postgres.wasRunning, stop: postgres.stop };
};
