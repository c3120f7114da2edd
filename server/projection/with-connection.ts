import type { Knex } from 'knex';
import type pg from 'pg';
import type { Query } from '../engine/query.ts';

type Pool = {
  acquireConnection(): Promise<pg.Client>;
  releaseConnection(connection: pg.Client): Promise<unknown>;
};

/**
 * Lends a connection to run named, and so prepared, statements on: one of the pool, or that of a transaction. Beside knex, whose builder
 * compiles every statement anew; these are few and run all the time. Columns come as they are named in the statement.
 */
export const withConnection = async <T>(db: Knex, act: (query: Query) => Promise<T>): Promise<T> => {
  const pool = db.client as Pool;
  const connection = await pool.acquireConnection();
  const query: Query = async <R>(name: string, text: string, values: readonly unknown[]) => {
    const { rows } = await connection.query<R & pg.QueryResultRow>({ name: `feed_${name}`, text, values: [...values] });
    return rows;
  };
  try {
    return await act(query);
  } finally {
    await pool.releaseConnection(connection);
  }
};
