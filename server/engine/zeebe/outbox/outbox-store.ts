import type { Knex } from 'knex';
import type { EngineCommand } from '../../../../core/contracts/engine-command.ts';
import { jsonForPostgres } from '../../../shared/json-for-postgres.ts';
import { queryOf } from '../../query.ts';
import type { NewOutboxCommand, Outcome, OutboxCommand } from './outbox-row.ts';

type Row = {
  readonly id: string;
  readonly lane: string;
  readonly dossier_id: string | null;
  readonly job_key: string | null;
  readonly command: EngineCommand;
  readonly created_at: Date;
  /** Only of commands that were taken over. */
  readonly uncertain?: boolean;
};
const toCommand = (row: Row): OutboxCommand => ({
  id: row.id,
  lane: row.lane,
  dossierId: row.dossier_id,
  jobKey: row.job_key,
  command: row.command,
  uncertain: row.uncertain ?? false,
  createdAt: row.created_at.getTime(),
});
const COLUMNS = 'id, lane, dossier_id, job_key, command, created_at';

/** How long a process keeps commands without a sign of life, before others take them over; by the database's clock. */
export const LEASE_MS = 10_000;
/** Not from `now()`, which is when the transaction began: a long one would give leases that are over before it commits. */
const LEASED = `clock_timestamp() + interval '${LEASE_MS} ms'`;

/** @param owner names this process among all that ever write here */
export const createOutboxStore = (owner: string) => ({
  /**
   * Writes a command down. It is in this process's hands at once, so nobody has to look for it, unless this process has enough in hand
   * or commands of the lane wait in the hands of others.
   */
  async add(
    tx: Knex.Transaction,
    { lane, dossierId, jobKey, command }: NewOutboxCommand,
    { now, mayTake }: { readonly now: number; readonly mayTake: boolean },
  ): Promise<{ readonly row: OutboxCommand; readonly inHand: boolean }> {
    const query = await queryOf(tx);
    const [row] = await query<Row & { owner: string | null }>(
      'outbox_add',
      `insert into engine_outbox (lane, dossier_id, job_key, command, created_at, owner, leased_until)
       select $1, $2, $3, $4::json, $5, mine.owner, case when mine.owner is not null then ${LEASED} end
       from (select case when $7 and not exists (select 1 from engine_outbox where lane = $1 and state = 'open' and owner is distinct from $6)
         then $6 end as owner) mine
       returning ${COLUMNS}, owner`,
      [lane, dossierId, jobKey, JSON.stringify(command), new Date(now), owner, mayTake],
    );
    if (!row) throw new Error('A command was not written down');
    return { row: toCommand(row), inHand: row.owner === owner };
  },

  /**
   * The first open command of each lane that is in nobody's hands any more. Whether one that was in somebody's hands was sent, nobody knows.
   * Goes through the open ones in the order of their ids until it has enough, so that a hundred thousand that wait cost no more than a few.
   * @param unsentOnly only those of which that is known
   */
  async takeOver(
    db: Knex,
    { limit, unsentOnly }: { readonly limit: number; readonly unsentOnly: boolean },
  ): Promise<OutboxCommand[]> {
    const { rows } = await db.raw<{ rows: Row[] }>(
      `with free as (
         select o.id, o.owner is not null as uncertain from engine_outbox o
         where o.state = 'open' and (o.leased_until is null or o.leased_until < clock_timestamp())
           and (o.owner is null or not ?)
           and o.id = (select min(first.id) from engine_outbox first where first.lane = o.lane and first.state = 'open')
         order by o.id limit ? for update skip locked)
       update engine_outbox o set owner = ?, leased_until = ${LEASED} from free
       where o.id = free.id and o.id = any(array(select id from free))
       returning o.id, o.lane, o.dossier_id, o.job_key, o.command, o.created_at, free.uncertain`,
      [unsentOnly, limit, owner],
    );
    return rows.map(toCommand).sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  },

  /** @returns those that are still in this process's hands */
  async renew(db: Knex, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const { rows } = await db.raw<{ rows: { id: string }[] }>(
      `update engine_outbox set leased_until = ${LEASED} where id = any(?::bigint[]) and owner = ? and state = 'open' returning id`,
      [[...ids], owner],
    );
    return new Set(rows.map(({ id }) => id));
  },

  /** Gives back what is in this process's hands. @param unsent it is known that these had no effect */
  async release(
    db: Knex,
    { unsent, uncertain }: { readonly unsent: readonly string[]; readonly uncertain: readonly string[] },
  ): Promise<void> {
    await db.raw(
      `update engine_outbox set leased_until = null, owner = case when id = any(?::bigint[]) then null else owner end
       where id = any(?::bigint[]) and owner = ? and state = 'open'`,
      [[...unsent], [...unsent, ...uncertain], owner],
    );
  },

  /** @returns how many had not ended before */
  async end(db: Knex, outcomes: readonly Outcome[], now: number): Promise<number> {
    const rows = outcomes.map((outcome) => ({
      id: outcome.id,
      state: outcome.state,
      answer: outcome.state === 'done' ? outcome.answer : null,
      refusal: outcome.state === 'refused' ? outcome.refusal : null,
    }));
    const { rowCount } = await db.raw<{ rowCount: number }>(
      `update engine_outbox o set state = e.state, answer = e.answer, refusal = e.refusal, ended_at = ?
       from json_to_recordset(?::json) as e (id bigint, state text, answer json, refusal json) where o.id = e.id and o.state = 'open'`,
      [new Date(now), jsonForPostgres(rows)],
    );
    return rowCount;
  },

  /** The last command that was written down as the answer of a job. */
  async findOfJob(tx: Knex, jobKey: string): Promise<{ readonly state: string; readonly type: string } | undefined> {
    const { rows } = await tx.raw<{ rows: { state: string; type: string }[] }>(
      `select state, command ->> 'type' as type from engine_outbox where job_key = ? order by id desc limit 1`,
      [jobKey],
    );
    return rows[0];
  },
});
export type OutboxStore = ReturnType<typeof createOutboxStore>;
