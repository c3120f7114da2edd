import knex, { type Knex } from 'knex';
import pg from 'pg';

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camelCase = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const isPlainRow = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
/** Column names only: what is inside a JSON column stays as it was written. */
const mapRow = (row: unknown): unknown =>
  isPlainRow(row) ? Object.fromEntries(Object.entries(row).map(([name, value]) => [camelCase(name), value])) : row;

type RawResult = { readonly rows?: unknown };
const isRaw = (result: unknown): result is RawResult =>
  typeof result === 'object' && result !== null && 'rows' in result && 'command' in result;

type Query = { method?: string; pluck?: string; sql?: string; options?: { name?: string } };
type PgClient = new (config: Knex.Config) => Knex.Client & {
  _query(connection: unknown, query: Query): Promise<unknown>;
  processResponse(query: Query, runner: unknown): unknown;
};

const PREPARED_METHODS = new Set(['first', 'insert', 'update', 'del']);
const MOST_PREPARED = 300;
/** Longer ones insert many rows at once, and are as many as there are numbers of rows. */
const LONGEST_PREPARED = 2_000;
/** Names of statements that every connection parses once. */
const prepared = new Map<string, string>();

/**
 * Parsing and planning takes PostgreSQL longer than running a statement that speaks of one row, so these get a name. Not those that name no
 * columns (a prepared statement keeps its columns, a migration adds some), nor lists, whose best plan depends on what is asked for.
 */
const nameOf = ({ method = '', sql = '' }: Query): string | undefined => {
  if (!PREPARED_METHODS.has(method) || sql.length > LONGEST_PREPARED || sql.includes('*')) return undefined;
  const known = prepared.get(sql);
  if (known !== undefined || prepared.size >= MOST_PREPARED) return known;
  const name = `mc_${prepared.size}`;
  prepared.set(sql, name);
  return name;
};

const PostgresClient = (knex({ client: 'pg' }).client as { constructor: unknown }).constructor as PgClient;
/** `pluck` looks into rows as PostgreSQL names them, before they are mapped. Plucked JSON values would be taken for rows: select them. */
class MappedClient extends PostgresClient {
  override _query(connection: unknown, query: Query): Promise<unknown> {
    const name = nameOf(query);
    return super._query(
      connection,
      name === undefined ? query : Object.assign(query, { options: { ...query.options, name } }),
    );
  }
  override processResponse(query: Query, runner: unknown): unknown {
    return super.processResponse(
      query.method === 'pluck' && query.pluck ? { ...query, pluck: snakeCase(query.pluck) } : query,
      runner,
    );
  }
}

const DATE_OID: number = pg.types.builtins.DATE;
const keepText = (text: string): string => text;
const getTypeParser = (oid: number, format?: 'text' | 'binary'): unknown =>
  oid === DATE_OID ? keepText : pg.types.getTypeParser(oid, format);

/**
 * A pool on PostgreSQL. Builder queries speak camelCase and the tables snake_case; `raw` answers with columns as written.
 * int8 comes as text (a JavaScript number would lose digits), dates without time as yyyy-mm-dd text.
 */
export const createDb = (
  url: string,
  { poolSize = 10, statementTimeoutMs = 30_000, applicationName = 'mot-cua' } = {},
): Knex =>
  knex({
    client: MappedClient as unknown as typeof Knex.Client,
    connection: {
      connectionString: url,
      application_name: applicationName,
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: 60_000,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      // Compiling a query costs more than any of ours runs.
      options: '-c jit=off',
      types: { getTypeParser },
    } as Knex.PgConnectionConfig,
    pool: { min: 0, max: poolSize, acquireTimeoutMillis: 20_000 },
    // Failures reach the caller as errors; knex would print them as well, with what the database says.
    log: { warn: () => undefined, error: () => undefined, deprecate: () => undefined, debug: () => undefined },
    wrapIdentifier: (name, original) => original(name === '*' ? name : snakeCase(name)),
    postProcessResponse: (result: unknown) =>
      isRaw(result) ? result : Array.isArray(result) ? result.map(mapRow) : mapRow(result),
  });
