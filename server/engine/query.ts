import type { Knex } from 'knex';
import type pg from 'pg';

/** Runs a statement on the connection of one transaction; a name makes it a prepared statement of that connection. */
export type Query = <R>(name: string, text: string, values: readonly unknown[]) => Promise<R[]>;

type TransactionClient = { acquireConnection(): Promise<pg.Client> };

/** Beside knex: its builder and raw statements cannot be prepared, and the engine runs the same few ones all the time. */
export const queryOf = async (tx: Knex.Transaction): Promise<Query> => {
  const connection = await (tx.client as TransactionClient).acquireConnection();
  return async <R>(name: string, text: string, values: readonly unknown[]) => {
    const { rows } = await connection.query<R & pg.QueryResultRow>({
      name: `engine_${name}`,
      text,
      values: [...values],
    });
    return rows;
  };
};
