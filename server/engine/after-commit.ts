import type { Knex } from 'knex';

type Nested = Knex.Transaction & { readonly parentTransaction?: Nested };

const outermost = (tx: Nested): Nested => (tx.parentTransaction ? outermost(tx.parentTransaction) : tx);

/** Calls `act` when the whole transaction has been committed; never after a rollback. */
export const afterCommit = (tx: Knex.Transaction, act: () => void): void => {
  outermost(tx as Nested).executionPromise.then(act, () => undefined);
};
