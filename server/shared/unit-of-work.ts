import type { Knex } from 'knex';

/** Runs `act` in one transaction; a thrown error rolls everything back. */
export type InTransaction = <T>(act: (tx: Knex.Transaction) => Promise<T>) => Promise<T>;
export const createInTransaction =
  (db: Knex): InTransaction =>
  (act) =>
    db.transaction(act);
