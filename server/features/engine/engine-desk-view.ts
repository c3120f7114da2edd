import type { Knex } from 'knex';
import { COUNT_LIMIT, type EngineDeskView, type EngineState } from '../../../core/contracts/engine-state.ts';

/** Asks the engines of this site how they are. Does not throw: what cannot be reached is told as such. */
export type ReadEngines = () => Promise<readonly EngineState[]>;
/** Since when the data of the brokers do not belong to this database; null also where there are none. */
export type ReadForeignSince = () => Promise<Date | null>;
type Deps = { readonly db: Knex; readonly readEngines: ReadEngines; readonly readForeignSince: ReadForeignSince };

const upTo = (rows: string): string => `(select count(*)::int from (select 1 from ${rows} limit ${COUNT_LIMIT}) c)`;
const counts = `select
    ${upTo(`engine_outbox where state = 'open'`)} as waiting,
    (select min(created_at) from engine_outbox where state = 'open') as oldest,
    ${upTo(`engine_outbox where state = 'refused' and dismissed_at is null`)} as refused,
    ${upTo('engine_dead_letter')} as dead_letters,
    ${upTo(`incident where state = 'open'`)} as incidents`;
type Counts = {
  readonly waiting: number;
  readonly oldest: Date | null;
  readonly refused: number;
  readonly dead_letters: number;
  readonly incidents: number;
};

/** Only partitions that are behind are looked into, and there only what waits. */
const feed = `select coalesce(sum(w.waiting), 0)::int as waiting, min(w.oldest) as oldest
  from engine_partition p left join projection_position done on done.partition_id = p.id
  cross join lateral (select count(*) as waiting, min(r.timestamp) as oldest from (
    select timestamp from engine_record where partition_id = p.id and position > coalesce(done.position, 0)
    order by position limit ${COUNT_LIMIT}) r) w
  where p.position > coalesce(done.position, 0)`;
type Feed = { readonly waiting: number; readonly oldest: string | null };

const firstOf = async <T>(db: Knex, sql: string): Promise<T> => {
  const { rows } = await db.raw<{ rows: T[] }>(sql);
  const [row] = rows;
  if (!row) throw new Error('The database gave no counts');
  return row;
};

/** How the process system of the site is doing: engines, commands on their way, the feed, what needs a person. */
export const createEngineDeskView = ({ db, readEngines, readForeignSince }: Deps) => ({
  /** @param now milliseconds since the epoch */
  async get(now: number): Promise<EngineDeskView> {
    const [engines, rows, behind, foreignSince] = await Promise.all([
      readEngines(),
      firstOf<Counts>(db, counts),
      firstOf<Feed>(db, feed),
      readForeignSince(),
    ]);
    return {
      at: new Date(now).toISOString(),
      engines: [...engines],
      commands: { waiting: rows.waiting, oldestAt: rows.oldest?.toISOString() ?? null, refused: rows.refused },
      feed: {
        waiting: Math.min(behind.waiting, COUNT_LIMIT),
        oldestAt: behind.oldest === null ? null : new Date(Number(behind.oldest)).toISOString(),
        foreignSince: foreignSince?.toISOString() ?? null,
      },
      deadLetters: rows.dead_letters,
      incidents: rows.incidents,
    };
  },
});
export type EngineDeskReader = ReturnType<typeof createEngineDeskView>;
