import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import knex, { type Knex } from 'knex';

const folder = join(import.meta.dirname, 'migrations');
const nameOf = (file: string): string => file.replace(/\.(ts|js)$/, '');

/** Names without extension: the same database serves the built program (.js) and the tests (.ts). */
const migrationSource = {
  getMigrations: () =>
    Promise.resolve(
      readdirSync(folder)
        .filter((file) => /^\d{4}-.*\.(ts|js)$/.test(file))
        .sort(),
    ),
  getMigrationName: nameOf,
  getMigration: async (file: string): Promise<Knex.Migration> => {
    const { up } = (await import(pathToFileURL(join(folder, file)).href)) as Pick<Knex.Migration, 'up'>;
    return { up, down: () => Promise.reject(new Error('Migrations only go forward; restore a backup to go back.')) };
  },
};

/** The database was written by a newer program; going on could destroy data. */
export class NewerSchemaError extends Error {}

const refuseNewerSchema = async (db: Knex, known: readonly string[]): Promise<void> => {
  if (!(await db.schema.hasTable('schema_migration'))) return;
  const applied = await db('schema_migration').pluck<string[]>('name');
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new NewerSchemaError(
      `Cơ sở dữ liệu thuộc phiên bản mới hơn của chương trình (${unknown.join(', ')}). Cài phiên bản mới hơn, hoặc dùng DATA_DIR / DATABASE_URL khác. | ` +
        'The database belongs to a newer version of this program; install that version or use another DATA_DIR / DATABASE_URL.',
    );
  }
};

/**
 * knex takes the mapping of names off the pool that it migrates with, and a migration may run longer than any request may: so it
 * works on a pool of its own. Migrations write table and column names as they are in the database.
 */
const withOwnPool = async (db: Knex, act: (own: Knex) => Promise<void>): Promise<void> => {
  const { connection } = (db.client as { config: { connection: Knex.PgConnectionConfig } }).config;
  const own = knex({ client: 'pg', connection: { ...connection, statement_timeout: 0 }, pool: { min: 0, max: 2 } });
  try {
    await act(own);
  } finally {
    await own.destroy();
  }
};

/** Brings the schema up to date; several processes may call it at once, one does the work. @throws NewerSchemaError */
export const migrate = async (db: Knex): Promise<void> => {
  const known = (await migrationSource.getMigrations()).map(nameOf);
  await refuseNewerSchema(db, known);
  await withOwnPool(db, (own) =>
    own.transaction(async (tx) => {
      await tx.raw(`select pg_advisory_xact_lock(hashtext('mot-cua schema'))`);
      await tx.migrate.latest({
        migrationSource,
        tableName: 'schema_migration',
        disableMigrationsListValidation: true,
      });
    }),
  );
};
