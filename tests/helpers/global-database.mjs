import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildServer, root } from '../../scripts/build.mjs';

/** One PostgreSQL for the whole run, without fsync, with a migrated template that each test file clones. */
export default async () => {
  if (globalThis.testPostgres) return;
  await buildServer();
  const load = (file) => import(pathToFileURL(join(root, 'dist', file)).href);
  const [{ startLocalPostgres, ensureDatabase }, { createDb }, { migrate }] = await Promise.all(
    ['server/db/local-postgres.js', 'server/db/client.js', 'server/db/migrate.js'].map(load),
  );
  const folder = await mkdtemp(join(tmpdir(), 'mot-cua-test-'));
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };
  const postgres = await startLocalPostgres({ folder, settings });
  globalThis.testPostgres = { ...postgres, folder };
  await ensureDatabase(postgres, 'mc_test_template');
  const db = createDb(postgres.url('mc_test_template'));
  await migrate(db);
  await db.destroy();
  process.env.TEST_ADMIN_URL = postgres.url('postgres');
};
