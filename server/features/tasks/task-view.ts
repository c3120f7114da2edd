import type { Knex } from 'knex';
import type { Variables } from '../../../core/contracts/json.ts';
import type { TaskListView, TaskView } from '../../../core/contracts/task.ts';
import { namesOfForm } from '../../../core/forms/form-names.ts';
import type { FormSchema } from '../../../core/forms/form-schema.ts';
import type { Person } from '../../http/person.ts';
import type { Clock } from '../../shared/clock.ts';
import { ForbiddenError, NotFoundError } from '../../shared/errors.ts';
import type { PageCursor } from './page-cursor.ts';
import { taskListStatement } from './task-list-sql.ts';
import { readTaskForm, type FindForm } from './task-form.ts';
import { parseOutcomes } from './task-outcomes.ts';
import { listIdentity, type TaskListQuery } from './task-query.ts';
import { isCandidate, mayLead, maySeeTask } from './task-rights.ts';
import { taskColumns, taskJoins, toTaskRow, type RawTask, type RowDeps } from './task-row.ts';

type Deps = RowDeps & {
  readonly db: Knex;
  readonly cursor: PageCursor;
  readonly findForm: FindForm;
  readonly clock: Clock;
};

/** One task with what a decision about it needs. */
export type RawTaskDetail = RawTask & {
  readonly form_id: string | null;
  readonly step_outcomes: string | null;
  readonly step_kind: string | null;
  readonly step_legal: string | null;
  readonly data: Variables;
};
type RawCounts = Omit<TaskListView['counts'], 'dueToday'> & { readonly due_today: number };
type RawListRow = RawCounts & { readonly place: string | null } & RawTask;

/** What the process has worked out (a charge, say) is shown like an answer; the answers win, and an earlier decision is none of this step. */
const detailSql = `select ${taskColumns}, t.form_id, t.step_outcomes, t.step_kind, t.step_legal,
  coalesce((select jsonb_object_agg(v.name, v.value::jsonb) from variable v
    where v.scope_key = t.process_instance_key and v.name <> 'outcome'), '{}'::jsonb) || d.data as data
  from user_task t ${taskJoins} where t.key = ?`;

export const findTaskDetail = async (db: Knex, key: string): Promise<RawTaskDetail | undefined> => {
  const { rows } = await db.raw<{ rows: RawTaskDetail[] }>(detailSql, [key]);
  return rows[0];
};

/** @throws NotFoundError · ForbiddenError another unit's task: nothing of it is told */
export const requireVisible = (task: RawTaskDetail | undefined, person: Person): RawTaskDetail => {
  if (!task || person.kind === 'citizen') throw new NotFoundError('Không có việc này');
  if (!maySeeTask(person, { assignee: task.assignee, candidateGroups: task.candidate_groups }))
    throw new ForbiddenError('Không thuộc đơn vị');
  return task;
};

/** Dossier data that a form shows; personal data that it does not mention stay out. */
const shownData = (form: FormSchema | undefined, data: Variables): Variables => {
  if (!form) return {};
  const names = namesOfForm(form);
  return Object.fromEntries(Object.entries(data).filter(([name]) => names.has(name)));
};

/** Screens of tasks: the list with its counts, and one task with its form. One statement each. */
export const createTaskView = ({ db, cursor, findForm, clock, ...rowDeps }: Deps) => ({
  /** @throws BadRequestError a cursor of another list */
  async listTasks(person: Person, query: TaskListQuery): Promise<TaskListView> {
    const list = listIdentity(person.id, query);
    const after = query.after === undefined ? undefined : cursor.read(query.after, list);
    const { sql, bindings } = taskListStatement(person, query, clock(), after);
    const { rows } = await db.raw<{ rows: RawListRow[] }>(sql, bindings);
    const found = rows.filter(({ place }) => place !== null);
    const shown = found.slice(0, query.limit);
    const last = found.length > query.limit ? shown.at(-1) : undefined;
    const { mine = 0, unit = 0, all = 0, due_today: dueToday = 0, overdue = 0 } = rows[0] ?? {};
    return {
      items: await Promise.all(shown.map((row) => toTaskRow(row, rowDeps, clock()))),
      next: last ? cursor.write({ order: last.place ?? '', key: last.key }, list) : null,
      counts: { mine, unit, all, dueToday, overdue },
    };
  },

  /** @throws NotFoundError · ForbiddenError */
  async getTask(key: string, person: Person): Promise<TaskView> {
    const task = requireVisible(await findTaskDetail(db, key), person);
    const form = await readTaskForm(findForm, task);
    const open = task.state === 'open';
    const mayClaim =
      open && task.assignee === null && isCandidate(person, { assignee: null, candidateGroups: task.candidate_groups });
    return {
      ...(await toTaskRow(task, rowDeps, clock())),
      form: (form as TaskView['form'] | undefined) ?? null,
      data: shownData(form, task.data),
      outcomes: parseOutcomes(task.step_outcomes),
      step: { kind: task.step_kind, legal: task.step_legal },
      mayClaim,
      mayComplete: mayClaim || (open && task.assignee === person.id),
      mayAssign: open && mayLead(person, { candidateGroups: task.candidate_groups }),
    };
  },
});
export type TasksView = ReturnType<typeof createTaskView>;
