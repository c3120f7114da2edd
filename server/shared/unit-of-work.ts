import type { Knex } from 'knex';
import { retryTransaction } from './retry-transaction.ts';

/**
 * Runs `act` in one transaction; a thrown error rolls everything back. It may run more than once, when the database made it give way to
 * another transaction, so it must have no effect beside the transaction.
 */
export type InTransaction = <T>(act: (tx: Knex.Transaction) => Promise<T>) => Promise<T>;
export const createInTransaction =
  (db: Knex): InTransaction =>
  (act) =>
    retryTransaction(db, act);
