import type pg from 'pg';

export type RowsOfTransaction = { readonly inserted: number; readonly updated: number; readonly deleted: number };

/** About what a tree with one open task takes. */
const TREE_BYTES = 900;

type RecordRow = {
  readonly key: string;
  readonly value_type: string;
  readonly intent: string;
  readonly timestamp: string;
  readonly value: unknown;
};

const insertSql = `insert into bare_record (partition_id, position, key, value_type, intent, timestamp, value)
  select $1::int, nextval('bare_position'), row.key, row.value_type, row.intent, row.timestamp, row.value
  from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::json[]) as row (key, value_type, intent, timestamp, value)`;

/**
 * Two transactions per instance that do nothing but write: together they insert, update and delete as many rows as the engine
 * does, with the bytes of the engine's own records, in tables of the same shape, by prepared statements on pooled connections.
 */
export const createBareProgram = async (pool: pg.Pool, { inserted, updated, deleted }: RowsOfTransaction) => {
  await pool.query(`create table bare_record (like engine_record including all)`);
  await pool.query(`create table bare_counter (id int primary key, value bigint not null) with (fillfactor = 10)`);
  await pool.query(`insert into bare_counter select generate_series(1, 64), 0`);
  await pool.query(`create table bare_state (key bigint primary key, tree text not null)`);
  await pool.query(`create sequence bare_position`);
  const { rows: samples } = await pool.query<RecordRow>(
    `select key, value_type, intent, timestamp::text, value from engine_record where value_type not in ('PROCESS', 'DEPLOYMENT') limit 400`,
  );
  const tree = 'x'.repeat(TREE_BYTES);
  const states = Math.round(deleted);
  const records = Math.max(2, Math.round(inserted) - states);
  const updates = Math.max(2, Math.round(updated));
  let next = 0;

  const rowsFrom = (count: number): unknown[] => {
    const rows = Array.from({ length: count }, () => samples[next++ % samples.length] as RecordRow);
    return [
      rows.map((row) => row.key),
      rows.map((row) => row.value_type),
      rows.map((row) => row.intent),
      rows.map((row) => row.timestamp),
      rows.map((row) => JSON.stringify(row.value)),
    ];
  };
  const transaction = async (write: (client: pg.PoolClient) => Promise<unknown>): Promise<void> => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await write(client);
      await client.query('commit');
    } finally {
      client.release();
    }
  };
  const write = async (client: pg.PoolClient, count: number, updating: number, lane: number): Promise<void> => {
    await client.query({ name: 'records', text: insertSql, values: [lane + 1, ...rowsFrom(count)] });
    const ids = Array.from({ length: updating }, (_, index) => lane * 16 + index + 1);
    await client.query({
      name: 'counters',
      text: `update bare_counter set value = value + 1 where id = any($1::int[])`,
      values: [ids],
    });
  };

  return {
    /** What the engine does for the start and the completion of one instance. */
    runPair: async (_: unknown, lane: number): Promise<void> => {
      const keys = Array.from({ length: states }, () => next++);
      await transaction(async (client) => {
        if (states > 0)
          await client.query({
            name: 'open',
            text: `insert into bare_state select key, $2 from unnest($1::bigint[]) as key`,
            values: [keys, tree],
          });
        await write(client, Math.ceil(records / 2), Math.ceil(updates / 2), lane);
      });
      await transaction(async (client) => {
        if (states > 0)
          await client.query({
            name: 'close',
            text: `delete from bare_state where key = any($1::bigint[])`,
            values: [keys],
          });
        await write(client, Math.floor(records / 2), Math.floor(updates / 2), lane);
      });
    },
  };
};
