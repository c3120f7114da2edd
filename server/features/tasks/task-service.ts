import type { Knex } from 'knex';
import type { CommandEngine } from '../../engine/engine.ts';
import type { Person } from '../../http/person.ts';
import type { Clock } from '../../shared/clock.ts';
import { ForbiddenError, InvalidSubmissionError } from '../../shared/errors.ts';
import type { InTransaction } from '../../shared/unit-of-work.ts';
import type { CompleteTask } from './complete-task.ts';
import type { HeldTask } from './held-task.ts';
import { checkVersion, conflictOf, explainRejection } from './task-conflicts.ts';
import { isCandidate, mayLead } from './task-rights.ts';
import type { TaskActionKind, TaskStore } from './task-store.ts';
import { etagOf } from './task-row.ts';
import { requireVisible, type RawTaskDetail } from './task-view.ts';

export type FindStaff = (
  personId: string,
) => Promise<{ readonly displayName: string; readonly groups: readonly string[] } | undefined>;
type Deps = {
  readonly store: TaskStore;
  readonly engine: Pick<CommandEngine, 'send'>;
  readonly inTransaction: InTransaction;
  readonly findTask: (tx: Knex.Transaction, key: string) => Promise<RawTaskDetail | undefined>;
  readonly findStaff: FindStaff;
  readonly completeTask: CompleteTask;
  readonly clock: Clock;
};

const groupsOf = (task: RawTaskDetail) => ({ assignee: task.assignee, candidateGroups: task.candidate_groups });

/**
 * Acts of officers on tasks. Each is one transaction with the engine's command, so both happen or neither.
 * All give the task's new etag, and throw NotFoundError · ForbiddenError · PreconditionRequiredError · PreconditionFailedError · ConflictError (who and when).
 */
export const createTaskService = (deps: Deps) => {
  const { store, engine, inTransaction, findTask, findStaff, completeTask, clock } = deps;

  const act = async (
    key: string,
    person: Person,
    ifMatch: string | undefined,
    run: (held: HeldTask) => Promise<void>,
    stateAfter: 'open' | 'completing' = 'open',
  ): Promise<string> =>
    inTransaction(async (tx) => {
      await store.lock(tx, key);
      const task = requireVisible(await findTask(tx, key), person);
      const last = await store.findLastAction(tx, key);
      await checkVersion(ifMatch, task, last, () => store.findLastActionByOthers(tx, key, person.id));
      if (task.state !== 'open') throw conflictOf(last, 'Việc này đã xong.');
      try {
        await run({ tx, task, last, person, at: new Date(clock()) });
      } catch (error) {
        throw explainRejection(error, last);
      }
      return etagOf({ action_id: (await store.findLastAction(tx, key))?.id ?? '0', state: stateAfter });
    });

  const tellEngine = async (
    tx: Knex.Transaction,
    { key, dossier_id: dossierId }: RawTaskDetail,
    kind: TaskActionKind,
    assignee: string | null,
  ): Promise<void> => {
    const allowOverride = kind !== 'claim';
    const asked = { type: 'assignUserTask', userTaskKey: key, assignee: assignee ?? '', allowOverride } as const;
    await engine.send({ ...asked, action: kind }, tx, { dossierId });
  };

  /** Who holds a task that the engine knows as a job is known here only. */
  const hold = async (held: HeldTask, kind: TaskActionKind, assignee: string | null): Promise<void> => {
    const { tx, task, person, at } = held;
    if (task.native) await tellEngine(tx, task, kind, assignee);
    else await store.setHolder(tx, task.key, assignee, at);
    const actor = { actorId: person.id, actorName: person.displayName };
    await store.addAction(tx, { taskKey: task.key, at, kind, ...actor, assignee });
  };

  const claim = async (held: HeldTask): Promise<void> => {
    const { task, last, person } = held;
    if (task.assignee === person.id) return;
    if (task.assignee !== null) throw conflictOf(last, 'Hãy chọn việc khác.');
    if (!isCandidate(person, groupsOf(task))) throw new ForbiddenError('Việc này thuộc nhóm khác');
    await hold(held, 'claim', person.id);
  };

  const release = async (held: HeldTask): Promise<void> => {
    const { task, person } = held;
    if (task.assignee === null) return;
    if (task.assignee !== person.id && !mayLead(person, groupsOf(task)))
      throw new ForbiddenError('Chỉ người đang giữ việc hoặc lãnh đạo đơn vị được trả việc này');
    if (task.candidate_groups.length === 0) throw conflictOf(undefined, 'Việc này không có nhóm nào để trả về.');
    await hold(held, 'release', null);
  };

  const assign = async (held: HeldTask, personId: string): Promise<void> => {
    const { task, person } = held;
    if (!mayLead(person, groupsOf(task))) throw new ForbiddenError('Chỉ lãnh đạo đơn vị được giao việc này');
    const staff = await findStaff(personId);
    if (!staff?.groups.some((group) => task.candidate_groups.includes(group))) {
      const message = 'Người này không thuộc nhóm được làm việc này';
      throw new InvalidSubmissionError(message, {
        errors: [{ pointer: '/personId', message, messageEn: 'This person is in none of the groups of the task' }],
      });
    }
    if (task.assignee !== personId) await hold(held, 'assign', personId);
  };

  const complete = async (held: HeldTask, data: Parameters<CompleteTask>[1]): Promise<void> => {
    if (held.task.assignee !== held.person.id) await claim(held);
    await completeTask(held, data);
    const actor = { actorId: held.person.id, actorName: held.person.displayName };
    await store.addAction(held.tx, {
      ...{ taskKey: held.task.key, at: held.at, kind: 'complete', ...actor, assignee: held.person.id },
    });
    await store.markCompleting(held.tx, held.task.key);
  };

  return {
    claim: (key: string, person: Person, ifMatch: string | undefined) => act(key, person, ifMatch, claim),
    release: (key: string, person: Person, ifMatch: string | undefined) => act(key, person, ifMatch, release),
    /** @throws InvalidSubmissionError a person who is in none of the groups */
    assign: (key: string, person: Person, ifMatch: string | undefined, personId: string) =>
      act(key, person, ifMatch, (held) => assign(held, personId)),
    /** Claims first when nobody holds the task. @throws InvalidSubmissionError answers that need correction */
    complete: (key: string, person: Person, ifMatch: string | undefined, data: Parameters<CompleteTask>[1]) =>
      act(key, person, ifMatch, (held) => complete(held, data), 'completing'),
  };
};
export type TaskService = ReturnType<typeof createTaskService>;
