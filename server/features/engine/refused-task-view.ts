import type { Knex } from 'knex';

/** A task about which a command was refused. */
export type RefusedTask = {
  readonly key: string;
  readonly name: string;
  readonly candidateGroups: readonly string[];
  /** Who holds it by what the engine has carried out; null = nobody. */
  readonly holder: string | null;
  /** Further commands about it are on their way. */
  readonly hasMore: boolean;
  /** Its record has told that it is over. */
  readonly hasEnded: boolean;
  /** Who gave the refused command; null when nobody did by hand. */
  readonly actorId: string | null;
};
type Kind = 'complete' | 'hold';
const kindsOf: Readonly<Record<Kind, readonly string[]>> = {
  complete: ['complete'],
  hold: ['claim', 'release', 'assign'],
};

/** A change of hands that the brokers have carried out counts before the read table has followed. */
const statement = `select t.key, t.name, t.candidate_groups, t.ended_at is not null as has_ended,
    case when moved.ended_at > coalesce(t.assigned_at, t.created_at) then moved.assignee else t.assignee end as holder,
    exists (select 1 from engine_outbox o where o.state = 'open' and o.id > :id and o.dossier_id is not distinct from :dossier
      and o.command ->> 'userTaskKey' = t.key) as has_more,
    (select a.actor_id from task_action a join person p on p.id = a.actor_id
      where a.task_key = t.key and a.kind = any(:kinds) order by a.id desc limit 1) as actor_id
  from user_task t left join lateral (
    select o.ended_at, nullif(o.command ->> 'assignee', '') as assignee from engine_outbox o
    where o.state = 'done' and o.command ->> 'type' = 'assignUserTask' and o.command ->> 'userTaskKey' = t.key
    order by o.id desc limit 1) moved on true
  where t.key = :task`;
type Row = {
  readonly key: string;
  readonly name: string;
  readonly candidate_groups: string[];
  readonly holder: string | null;
  readonly has_more: boolean;
  readonly has_ended: boolean;
  readonly actor_id: string | null;
};

/** @param id of the refused command */
export const findRefusedTask = async (
  tx: Knex.Transaction,
  { id, dossierId, taskKey, kind }: { id: string; dossierId: string | null; taskKey: string; kind: Kind },
): Promise<RefusedTask | undefined> => {
  const bindings = { id, dossier: dossierId, task: taskKey, kinds: [...kindsOf[kind]] };
  const { rows } = await tx.raw<{ rows: Row[] }>(statement, bindings as unknown as Knex.ValueDict);
  const [row] = rows;
  return (
    row && {
      ...{ key: row.key, name: row.name, candidateGroups: row.candidate_groups, holder: row.holder },
      ...{ hasMore: row.has_more, hasEnded: row.has_ended, actorId: row.actor_id },
    }
  );
};
