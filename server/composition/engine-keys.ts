import type { Knex } from 'knex';
import { ConfigError } from '../config.ts';
import { FIRST_KEY } from '../engine/embedded/engine-key.ts';

/** The engine that made a key: those of the embedded one lie above all that brokers make. */
export const engineOfKey = (key: string): 'embedded' | 'zeebe' =>
  BigInt(key) >= BigInt(FIRST_KEY) ? 'embedded' : 'zeebe';

export const hasDossiersOn = async (db: Knex, engine: string): Promise<boolean> =>
  (await db('dossier').where({ engine }).first('id')) !== undefined;

/**
 * The first versions of the embedded engine made keys that brokers may make, too; rows of two engines would then be taken for one.
 * @throws ConfigError this database holds such keys
 */
export const refuseSharedKeys = async (db: Knex): Promise<void> => {
  const { rows } = await db.raw<{ rows: { shared: boolean }[] }>(
    `select exists (select 1 from engine_definition where key::numeric < ?::numeric) as shared`,
    [FIRST_KEY],
  );
  if (rows[0]?.shared)
    throw new ConfigError(
      'Cơ sở dữ liệu này bắt đầu từ một bản cũ, khóa của engine nhúng có thể trùng với khóa của Zeebe: tiếp tục với engine nhúng, hoặc dùng cơ sở dữ liệu mới. | ' +
        'This database was begun by an early version whose keys may be those of brokers: go on with the embedded engine, or use a new database.',
    );
};
