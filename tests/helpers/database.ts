import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import pg from 'pg';
import { createDb } from '../../server/db/client.ts';

const PREFIX = 'mc_test_';
const TEMPLATE = 'mc_test_template';

export type TestDatabase = { readonly db: Knex; readonly url: string; readonly drop: () => Promise<void> };

const asAdmin = async (act: (client: pg.Client) => Promise<unknown>): Promise<void> => {
  const client = new pg.Client({ connectionString: process.env['TEST_ADMIN_URL'] });
  await client.connect();
  try {
    await act(client);
  } finally {
    await client.end();
  }
};

/** A migrated database of this test file's own. @throws when the server at hand is not the tests' own */
export const cloneDatabase = async (): Promise<TestDatabase> => {
  const admin = process.env['TEST_ADMIN_URL'];
  if (!admin) throw new Error('TEST_ADMIN_URL is missing: run this file through jest and its global set-up');
  const name = `${PREFIX}${randomBytes(6).toString('hex')}`;
  await asAdmin((client) => client.query(`create database ${name} template ${TEMPLATE}`));
  const url = admin.replace(/\/[^/]*$/, `/${name}`);
  const db = createDb(url);
  return {
    db,
    url,
    drop: async () => {
      if (!name.startsWith(PREFIX)) throw new Error(`${name} is no test database`);
      await db.destroy();
      await asAdmin((client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
};
