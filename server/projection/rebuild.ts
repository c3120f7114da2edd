import type { Knex } from 'knex';
import { readTableNames } from './read-table-names.ts';

/** Empties every read table; the next run of a projector fills them from the first record on. */
export const clearProjection = async (db: Knex): Promise<void> => {
  await db.transaction(async (tx) => {
    // Waits for batches that are being written and keeps new ones out until the tables are empty.
    await tx.raw(`lock table projection_position in access exclusive mode`);
    await tx.raw(`delete from engine_dead_letter where stage = 'projection'`);
    await tx.raw(`truncate ${readTableNames.join(', ')}, projection_position`);
  });
};
