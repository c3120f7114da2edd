import { mkdir } from 'node:fs/promises';
import type { Knex } from 'knex';
import { readConfig } from '../config.ts';
import { createDb } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { openDatabase } from '../db/open-database.ts';
import { explainStartError } from '../explain-start-error.ts';

/**
 * Runs one command on the product's database, whether the server runs or not; a bundled PostgreSQL that it had to start is stopped
 * again. Known failures end as one sentence with exit code 1.
 */
export const withDatabase = async (act: (db: Knex) => Promise<void>): Promise<void> => {
  try {
    const config = readConfig(process.env);
    await mkdir(config.dataDir, { recursive: true });
    const database = await openDatabase(config);
    const db = createDb(database.url, { poolSize: 2, statementTimeoutMs: 0, applicationName: 'mot-cua-cli' });
    try {
      await migrate(db);
      await act(db);
    } finally {
      await db.destroy();
      if (!database.wasRunning) await database.stop();
    }
  } catch (error) {
    console.error(explainStartError(error) ?? error);
    process.exitCode = 1;
  }
};
