import type { Knex } from 'knex';

export type TaskActionKind = 'claim' | 'release' | 'assign' | 'complete';
export type TaskAction = {
  readonly taskKey: string;
  readonly at: Date;
  readonly kind: TaskActionKind;
  readonly actorId: string;
  readonly actorName: string;
  /** Who holds the task afterwards. */
  readonly assignee: string | null;
};

export type StoredAction = TaskAction & { readonly id: string };

/** Writes about tasks. The read table `user_task` is the projection's; only what no record tells is set here. */
export const createTaskStore = () => ({
  /** Acts on one task wait for each other until the transaction ends. */
  async lock(tx: Knex.Transaction, key: string): Promise<void> {
    await tx.raw(`select pg_advisory_xact_lock(hashtextextended('task ' || ?, 0))`, [key]);
  },

  async findLastAction(tx: Knex.Transaction, key: string): Promise<StoredAction | undefined> {
    return tx('taskAction').where({ taskKey: key }).orderBy('id', 'desc').first<StoredAction | undefined>();
  },
  async findLastActionByOthers(tx: Knex.Transaction, key: string, personId: string): Promise<StoredAction | undefined> {
    return tx('taskAction')
      .where({ taskKey: key })
      .whereNot({ actorId: personId })
      .orderBy('id', 'desc')
      .first<StoredAction | undefined>();
  },

  async addAction(tx: Knex.Transaction, action: TaskAction): Promise<void> {
    await tx('taskAction').insert(action);
  },

  /** Who holds a job-based task while it is open; of a native one the engine's records tell it. @param holder null = nobody */
  async setHolder(tx: Knex.Transaction, key: string, holder: string | null, at: Date): Promise<void> {
    await tx('userTask')
      .where({ key, native: false })
      .update({ assignee: holder, assignedAt: holder === null ? null : at });
  },

  /** Lists hide the task at once; the projection makes it `completed` when the engine's record arrives. */
  async markCompleting(tx: Knex.Transaction, key: string): Promise<void> {
    await tx('userTask').where({ key, state: 'open' }).update({ state: 'completing' });
    await tx('taskQueue').where({ taskKey: key }).delete();
  },

  /** The engine refused to complete it: whoever looks for work finds it again. */
  async markOpen(tx: Knex.Transaction, key: string): Promise<void> {
    await tx.raw(
      `with again as (update user_task set state = 'open' where key = ? and state = 'completing' returning *)
       insert into task_queue (group_id, task_key, unit_code, dossier_id, assignee, due_at, created_at)
       select distinct held.by, again.key, substr(held.by, strpos(held.by, '@') + 1), dossier_id, assignee, due_at, created_at
       from again, unnest(again.candidate_groups) as held(by) on conflict do nothing`,
      [key],
    );
  },
});
export type TaskStore = ReturnType<typeof createTaskStore>;
