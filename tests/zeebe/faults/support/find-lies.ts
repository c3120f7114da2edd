import type { Knex } from 'knex';
import type { Ledger } from './ledger.ts';

/** What the records of the broker and the tables say against the ledger; every list and number must be empty or 0. */
export type Lies = Readonly<Record<string, readonly string[] | number>>;

type Counted = { readonly id: string; readonly times: number };
const countBy = async (db: Knex, sql: string): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await db.raw<{ rows: Counted[] }>(sql);
  return new Map(rows.map(({ id, times }) => [id, Number(times)]));
};
const number = async (db: Knex, sql: string): Promise<number> => {
  const { rows } = await db.raw<{ rows: { times: number }[] }>(`select count(*)::int as times from (${sql}) found`);
  return rows[0]?.times ?? Number.NaN;
};
const list = async (db: Knex, sql: string): Promise<string[]> => {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(sql);
  return rows.map(({ id }) => id);
};

/** Those of `expected` that are not there exactly once, and those that are there and not expected. */
const notOnce = (found: ReadonlyMap<string, number>, expected: ReadonlySet<string>): string[] => [
  ...[...expected].filter((id) => found.get(id) !== 1).map((id) => `${id}: ${found.get(id) ?? 0} times`),
  ...[...found].filter(([id]) => !expected.has(id)).map(([id, times]) => `${id}: ${times} times, never asked for`),
];
const doubled = (found: ReadonlyMap<string, number>): string[] =>
  [...found].filter(([, times]) => times !== 1).map(([id, times]) => `${id}: ${times} times`);

/** Roots of processes in the broker's own records, by the dossier that they got at their start. Each part is read once: there are no statistics yet. */
const ROOTS = `with roots as materialized (select key from engine_record where value_type = 'PROCESS_INSTANCE'
    and intent = 'ELEMENT_ACTIVATED' and value ->> 'bpmnElementType' = 'PROCESS' and value ->> 'bpmnProcessId' = 'small'),
  named as materialized (select value ->> 'scopeKey' as scope, trim(both '"' from value ->> 'value') as dossier from engine_record
    where value_type = 'VARIABLE' and intent = 'CREATED' and value ->> 'name' = 'dossierId')
  select coalesce(dossier, 'nobody') as id, count(*) as times from roots left join named on scope = key group by 1`;
const SHOWN_ROOTS = `select dossier_id as id, count(*) as times from process_instance
  where parent_process_instance_key is null and dossier_id is not null group by 1`;
const recordsBy = (valueType: string, intent: string): string =>
  `select key as id, count(*) as times from engine_record where value_type = '${valueType}' and intent = '${intent}' group by 1`;
/** Dossiers whose process has left the step of acceptance. */
const ACCEPTED = `select dossier_id as id from element_instance where element_id = 'accept' and state = 'completed'`;

const ofFilings = async (db: Knex, ledger: Ledger): Promise<Lies> => {
  const promised = new Set(ledger.accepted());
  return {
    filingsWithoutAnswer: ledger.isAnswered() ? 0 : 1,
    contradictions: ledger.contradictions(),
    keysThatShareADossier: ledger.accepted().length - promised.size,
    dossiers: notOnce(await countBy(db, 'select id, count(*) as times from dossier group by 1'), promised),
    processesOnTheBroker: notOnce(await countBy(db, ROOTS), promised),
    processesInTheReadTables: notOnce(await countBy(db, SHOWN_ROOTS), promised),
  };
};

const ofCompletions = async (db: Knex, ledger: Ledger): Promise<Lies> => {
  const completed = await countBy(db, recordsBy('USER_TASK', 'COMPLETED'));
  const acts = await countBy(
    db,
    `select task_key as id, count(*) as times from task_action where kind = 'complete' group by 1`,
  );
  return {
    acknowledgedButNotCompleted: [...ledger.acknowledged()].filter((key) => completed.get(key) !== 1),
    tasksCompletedTwice: doubled(completed),
    // An answer that was lost on its way leaves an act that the ledger does not know of; never the other way round.
    actsWithoutCompletion: notOnce(completed, new Set(acts.keys())),
    actsTwice: doubled(acts),
    acknowledgedWithoutAct: [...ledger.acknowledged()].filter((key) => !acts.has(key)),
  };
};

const ofJobs = async (db: Knex): Promise<Lies> => {
  const accepted = new Set(await list(db, ACCEPTED));
  const events = (kind: string): string =>
    `select dossier_id as id, count(*) as times from dossier_event where kind = '${kind}' group by 1`;
  return {
    jobsCompletedTwice: doubled(await countBy(db, recordsBy('JOB', 'COMPLETED'))),
    codes: notOnce(await countBy(db, 'select id, 1 as times from dossier where code is not null'), accepted),
    codesTwice: doubled(
      await countBy(db, 'select code as id, count(*) as times from dossier where code is not null group by 1'),
    ),
    acceptances: notOnce(await countBy(db, events('accepted')), accepted),
    notices: notOnce(
      await countBy(db, 'select dossier_id as id, count(*) as times from notification group by 1'),
      accepted,
    ),
    // The number of the day's last dossier is their count: none was given and lost.
    numbersWithoutDossier:
      (await number(db, 'select 1 from dossier where code is not null')) -
      Number(
        (await list(db, `select coalesce(sum(last), 0)::text as id from dossier_sequence where series = 'dossier'`))[0],
      ),
  };
};

const ofLeftOvers = async (db: Knex): Promise<Lies> => ({
  commandsOpen: await number(db, `select 1 from engine_outbox where state = 'open'`),
  // With what the feed says of the subject of each.
  commandsRefused: await list(
    db,
    `select concat_ws(' ', o.id, o.created_at, o.ended_at, o.command, o.refusal, (select string_agg(concat(r.intent, '@', r.timestamp), ' ' order by r.position)
       from engine_record r where r.key in (o.command ->> 'userTaskKey', o.command ->> 'jobKey'))) as id
     from engine_outbox o where o.state = 'refused' order by o.id`,
  ),
  incidents: await list(db, `select error_type || ': ' || error_message as id from incident where state = 'open'`),
  deadLetters: await list(db, 'select reason as id from engine_dead_letter'),
});

export const findLies = async (db: Knex, ledger: Ledger): Promise<Lies> => ({
  ...(await ofFilings(db, ledger)),
  ...(await ofCompletions(db, ledger)),
  ...(await ofJobs(db)),
  ...(await ofLeftOvers(db)),
});

/** The same names with nothing found. */
export const noLies = (lies: Lies): Lies =>
  Object.fromEntries(Object.entries(lies).map(([name, found]) => [name, typeof found === 'number' ? 0 : []]));
