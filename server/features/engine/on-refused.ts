import type { Knex } from 'knex';
import type { ServerEvent } from '../../../core/contracts/event.ts';
import type { Clock } from '../../shared/clock.ts';
import { administratorNotice, officerNotice, refusalTitle, type Bilingual } from './refusal-words.ts';
import type { CommandOf, RefusedCommand } from './refused-command.ts';
import type { findRefusedTask, RefusedTask } from './refused-task-view.ts';

export type RefusalNotice = {
  readonly personId: string;
  readonly dossierId: string;
  readonly title: Bilingual;
  readonly body: Bilingual;
  readonly at: Date;
};
type Deps = {
  readonly findTask: typeof findRefusedTask;
  /** Acts on one task wait for each other until the transaction ends. */
  readonly lockTask: (tx: Knex.Transaction, key: string) => Promise<void>;
  /** A task that was waiting for its completion is to be done again. */
  readonly markOpen: (tx: Knex.Transaction, key: string) => Promise<void>;
  /** Keeps who holds the task now, in the name of the system. */
  readonly putBack: (tx: Knex.Transaction, key: string, holder: string | null, at: Date) => Promise<void>;
  readonly log: (tx: Knex.Transaction, dossierId: string, title: Bilingual, at: Date) => Promise<void>;
  readonly notify: (tx: Knex.Transaction, notice: RefusalNotice) => Promise<void>;
  readonly listAdministrators: (tx: Knex.Transaction, at: number) => Promise<readonly string[]>;
  readonly findCode: (tx: Knex.Transaction, dossierId: string) => Promise<string | null>;
  readonly announce: (tx: Knex.Transaction, event: ServerEvent) => Promise<void>;
  readonly clock: Clock;
};
type TaskCommand = CommandOf<'completeUserTask' | 'assignUserTask'>;

/** Answers of jobs are refused when the process has gone on without them; that concerns the log, and nobody at once. */
const isAnswerOfJob = ({ command }: RefusedCommand): boolean =>
  ['completeJob', 'failJob', 'throwError'].includes(command.type);

/**
 * What the platform had taken for done is not: puts it back as it was, and tells those who rely on it. In the transaction that notes the
 * refusal, so that nobody sees the one without the other.
 */
export const createOnCommandRefused = (deps: Deps) => {
  const { clock, announce, log, notify } = deps;

  const undo = async (tx: Knex.Transaction, task: RefusedTask, at: Date): Promise<void> => {
    await deps.markOpen(tx, task.key);
    await deps.putBack(tx, task.key, task.holder, at);
    const assignees = [...new Set([task.holder, task.actorId])].filter((id) => id !== null);
    await announce(tx, { type: 'tasks', groups: task.candidateGroups, assignees, taskKeys: [task.key] });
  };

  const onTask = async (tx: Knex.Transaction, refused: RefusedCommand, command: TaskCommand): Promise<void> => {
    const { id, dossierId } = refused;
    const at = new Date(clock());
    await deps.lockTask(tx, command.userTaskKey);
    const kind = command.type === 'completeUserTask' ? 'complete' : 'hold';
    const task = await deps.findTask(tx, { id, dossierId, taskKey: command.userTaskKey, kind });
    // What comes later decides about the task: a claim that was refused may be followed by a completion that is not.
    if (!task || task.hasMore) return;
    // Engines know before the feed tells: a task that is gone there must not stand in a list again.
    const isGone = task.hasEnded || refused.reason === 'NOT_FOUND';
    if (!isGone) await undo(tx, task, at);
    if (dossierId === null) return;
    if (kind === 'complete') await log(tx, dossierId, refusalTitle(command, task.name), at);
    if (task.actorId !== null)
      await tell(tx, [task.actorId], dossierId, officerNotice(command, { name: task.name, isGone }), at);
  };

  const onProcess = async (tx: Knex.Transaction, refused: RefusedCommand, dossierId: string): Promise<void> => {
    const at = new Date(clock());
    await log(tx, dossierId, refusalTitle(refused.command), at);
    if (isAnswerOfJob(refused)) return;
    const administrators = await deps.listAdministrators(tx, at.getTime());
    await tell(tx, administrators, dossierId, administratorNotice(refused.command), at);
  };

  const tell = async (
    tx: Knex.Transaction,
    people: readonly string[],
    dossierId: string,
    words: Pick<RefusalNotice, 'title' | 'body'>,
    at: Date,
  ): Promise<void> => {
    for (const personId of people) {
      await notify(tx, { personId, dossierId, ...words, at });
      await announce(tx, { type: 'notification', userId: personId });
    }
  };

  return async (tx: Knex.Transaction, refused: RefusedCommand): Promise<void> => {
    const { command, dossierId } = refused;
    if (command.type === 'completeUserTask' || command.type === 'assignUserTask') await onTask(tx, refused, command);
    else if (dossierId !== null) await onProcess(tx, refused, dossierId);
    if (dossierId !== null)
      await announce(tx, { type: 'dossier', dossierId, code: await deps.findCode(tx, dossierId) });
  };
};
