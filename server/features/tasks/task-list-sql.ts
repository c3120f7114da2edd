import type { Knex } from 'knex';
import { searchPatterns } from '../../../core/dossier/search-text.ts';
import type { Person } from '../../http/person.ts';
import type { PagePlace } from './page-cursor.ts';
import type { TaskListQuery } from './task-query.ts';
import { taskColumns, taskJoins } from './task-row.ts';

const DAY_MS = 86_400_000;
const OFFSET_MS = 7 * 3_600_000;
/** Counting stops here and then says so. */
const COUNT_CAP = 1000;
/** Up to here a search starts at the dossiers found; beyond, the queue is walked in order, where hits come soon. */
const FEW_DOSSIERS = 2000;

type Scope = 'mine' | 'unit' | 'all';
export type Statement = { readonly sql: string; readonly bindings: Record<string, Knex.RawBinding> };

const orderOf = (sort: TaskListQuery['sort']): string => (sort === 'created' ? 't.created_at' : 't.due_order');

const dueFilter = (due: TaskListQuery['due']): string => {
  if (due === 'overdue') return 'and t.due_order < cast(:now as timestamptz)';
  return due === 'today'
    ? 'and t.due_order >= cast(:now as timestamptz) and t.due_order < cast(:tomorrow as timestamptz)'
    : '';
};

/** Rows of one queue, each task once, in order: `key` and `ord`. Every branch walks one index and stops at `limit`. */
const walk = (scope: Scope, person: Person, order: string, filter: string, limit: string): string => {
  const own = `select t.key, ${order} as ord from user_task t where t.state = 'open' and t.dossier_id is not null`;
  if (scope === 'mine') return `${own} and t.assignee = :me ${filter} order by ord, t.key limit ${limit}`;
  if (scope === 'all' && person.visibleUnits === null) return `${own} ${filter} order by ord, t.key limit ${limit}`;
  const [names, column] = scope === 'unit' ? [':groups', 'group_id'] : [':units', 'unit_code'];
  // A task is in a group once, and in a unit once for each of its groups. "distinct on" keeps the order of the index.
  const once = scope === 'unit' ? '' : `distinct on (${order}, t.task_key)`;
  return `select distinct q.key, q.ord from unnest(cast(${names} as text[])) as one(name) cross join lateral (
      select ${once} t.task_key as key, ${order} as ord from task_queue t
      where t.${column} = one.name and t.dossier_id is not null ${filter}
      order by ${order}, t.task_key limit ${limit}) q
    order by ord, key limit ${limit}`;
};

/** The same rights, asked of one task. */
const mayList = (scope: Scope, person: Person): string => {
  if (scope === 'mine') return 't.assignee = :me';
  if (scope === 'unit') return 't.candidate_groups && cast(:groups as text[])';
  if (person.visibleUnits === null) return 'true';
  return `exists (select 1 from unnest(t.candidate_groups) as g(name) where split_part(g.name, '@', 2) = any(cast(:units as text[])))`;
};

const count = (scope: Scope, person: Person, due?: TaskListQuery['due']): string => {
  const capped = (rows: string): string => `(select least(count(distinct key), ${COUNT_CAP})::int from (${rows}) c)`;
  const filter = dueFilter(due);
  if (scope === 'mine' || (scope === 'all' && person.visibleUnits === null)) {
    const mine = scope === 'mine' ? 'and t.assignee = :me' : '';
    return capped(
      `select t.key from user_task t where t.state = 'open' and t.dossier_id is not null ${mine} ${filter} limit ${COUNT_CAP}`,
    );
  }
  const [names, column] = scope === 'unit' ? [':groups', 'group_id'] : [':units', 'unit_code'];
  // Stopping is possible since each branch gives distinct tasks in the order of its index.
  const once = scope === 'unit' ? '' : 'distinct on (t.due_order, t.task_key)';
  return capped(`select q.key from unnest(cast(${names} as text[])) as one(name) cross join lateral (
      select ${once} t.task_key as key from task_queue t where t.${column} = one.name and t.dossier_id is not null ${filter}
      order by t.due_order, t.task_key limit ${COUNT_CAP}) q`);
};

const dossierFilter = (query: TaskListQuery, patterns: readonly string[]): string => {
  const words = patterns.map(
    (_, index) =>
      `and (d.search like :word${index} or d.procedure_code in (select p.code from procedure p where p.search like :word${index}))`,
  );
  return [query.procedureCode === '' ? '' : 'and d.procedure_code = :procedure', ...words].join(' ');
};

/** Keys of one page and one more, so that it is known whether another follows. */
const pageOf = (query: TaskListQuery, person: Person, patterns: readonly string[], after: boolean): string => {
  const order = orderOf(query.sort);
  const later = (key: string): string => (after ? `and (${order}, ${key}) > (cast(:order as timestamptz), :key)` : '');
  const fromQueue = !(query.queue === 'mine' || (query.queue === 'all' && person.visibleUnits === null));
  const walkFilter = `${dueFilter(query.due)} ${later(fromQueue ? 't.task_key' : 't.key')}`;
  const queue = query.queue ?? 'mine';
  if (query.procedureCode === '' && patterns.length === 0)
    return `page as (${walk(queue, person, order, walkFilter, ':rows')})`;
  const wanted = dossierFilter(query, patterns);
  const hit = `and exists (select 1 from dossier d where d.id = t.dossier_id ${wanted})`;
  return `found as materialized (select d.id from dossier d where d.finished_at is null ${wanted} limit ${FEW_DOSSIERS + 1}),
    few as materialized (select count(*) <= ${FEW_DOSSIERS} as yes from found),
    page as (
      select * from (
        (select t.key, ${order} as ord from found f join user_task t on t.dossier_id = f.id
          where (select yes from few) and t.state = 'open' and ${mayList(queue, person)} ${dueFilter(query.due)} ${later('t.key')}
          order by ord, t.key limit :rows)
        union all
        (select w.key, w.ord from (${walk(queue, person, order, `${walkFilter} ${hit}`, ':rows')}) w where not (select yes from few))
      ) either order by ord, key limit :rows)`;
};

/**
 * The whole screen in one statement: a page of tasks and the counts of all tabs. Rights are part of it: `unit` are tasks of the
 * person's groups, `all` those of the units the person may see.
 * @param now milliseconds since the epoch
 */
export const taskListStatement = (
  person: Person,
  query: TaskListQuery,
  now: number,
  after: PagePlace | undefined,
): Statement => {
  const patterns = searchPatterns(query.q);
  const tomorrow = Math.floor((now + OFFSET_MS) / DAY_MS + 1) * DAY_MS - OFFSET_MS;
  return {
    sql: `with ${pageOf(query, person, patterns, after !== undefined)},
      counts as (select ${count('mine', person)} as mine, ${count('unit', person)} as unit, ${count('all', person)} as "all",
        ${count('all', person, 'today')} as due_today, ${count('all', person, 'overdue')} as overdue)
      select counts.*, item.* from counts left join lateral (
        select page.ord::text as place, ${taskColumns} from page join user_task t on t.key = page.key ${taskJoins}
        order by page.ord, page.key) item on true`,
    bindings: {
      ...{ me: person.id, groups: [...person.groups], units: [...(person.visibleUnits ?? [])] },
      ...{ now: new Date(now).toISOString(), tomorrow: new Date(tomorrow).toISOString(), rows: query.limit + 1 },
      ...(query.procedureCode === '' ? {} : { procedure: query.procedureCode }),
      ...(after ? { order: after.order, key: after.key } : {}),
      ...Object.fromEntries(patterns.map((pattern, index) => [`word${index}`, pattern])),
    },
  };
};
