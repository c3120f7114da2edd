import type { Knex } from 'knex';
import type { CandidatesView } from '../../../core/contracts/task.ts';
import type { Person } from '../../http/person.ts';
import { ForbiddenError } from '../../shared/errors.ts';
import { mayLead } from './task-rights.ts';
import { findTaskDetail, requireVisible } from './task-view.ts';

type Staff = { readonly id: string; readonly displayName: string };
type Deps = {
  readonly db: Knex;
  readonly listStaff: (groups: readonly string[]) => Promise<readonly Staff[]>;
};

const countOpen = async (db: Knex, assignees: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await db.raw<{ rows: { assignee: string; held: number }[] }>(
    `select assignee, count(*)::int as held from user_task
     where assignee = any(:assignees::text[]) and state = 'open' and dossier_id is not null group by assignee`,
    { assignees: [...assignees] },
  );
  return new Map(rows.map(({ assignee, held }) => [assignee, held]));
};

/** Whom a leader may hand a task to, and how much each of them holds. */
export const createCandidatesView = ({ db, listStaff }: Deps) => ({
  /** @throws NotFoundError · ForbiddenError for everybody but the leaders of the task's units */
  async listCandidates(key: string, person: Person): Promise<CandidatesView> {
    const task = requireVisible(await findTaskDetail(db, key), person);
    if (!mayLead(person, { candidateGroups: task.candidate_groups }))
      throw new ForbiddenError('Chỉ lãnh đạo đơn vị được giao việc này');
    const staff = await listStaff(task.candidate_groups);
    const held = await countOpen(
      db,
      staff.map(({ id }) => id),
    );
    return { items: staff.map(({ id, displayName }) => ({ id, displayName, openTasks: held.get(id) ?? 0 })) };
  },
});
export type TaskCandidates = ReturnType<typeof createCandidatesView>;
