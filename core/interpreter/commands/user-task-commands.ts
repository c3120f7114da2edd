import type { CommandAnswer, EngineCommand } from '../../contracts/engine-command.ts';
import { pushCompletion } from '../push-steps.ts';
import { invalidArgument, invalidState } from '../reject.ts';
import type { Session } from '../session.ts';
import { parseDateTime } from '../time/date-time.ts';
import { recordUserTask, removeUserTask } from '../user-tasks.ts';
import { getUserTask } from './find-open.ts';
import { completeJob } from './job-commands.ts';

type Command<T extends EngineCommand['type']> = Extract<EngineCommand, { type: T }>;

/** Native by its own records, job-based by its job. */
export const completeUserTask = async (
  session: Session,
  command: Command<'completeUserTask'>,
): Promise<CommandAnswer> => {
  const { x, store } = session;
  const { userTaskKey, variables, action = 'complete' } = command;
  if ((await store.findWait(userTaskKey))?.kind === 'job')
    return completeJob(session, { type: 'completeJob', jobKey: userTaskKey, variables });
  const { task, site } = await getUserTask(session, userTaskKey);
  recordUserTask(x, site.tree, task, 'COMPLETING', { action, variables });
  recordUserTask(x, site.tree, task, 'COMPLETED', { action, variables });
  removeUserTask(x, site.tree, task);
  site.instance.trigger = { elementId: site.element.id, variables };
  pushCompletion(site);
  return {};
};

export const assignUserTask = async (session: Session, command: Command<'assignUserTask'>): Promise<CommandAnswer> => {
  const { x } = session;
  const { task, site } = await getUserTask(session, command.userTaskKey);
  if (!command.allowOverride && task.assignee !== '' && task.assignee !== command.assignee)
    throw invalidState(`User task ${task.key} is assigned to someone else`);
  task.assignee = command.assignee;
  const action = command.action ?? (command.assignee === '' ? 'unassign' : command.allowOverride ? 'assign' : 'claim');
  recordUserTask(x, site.tree, task, 'ASSIGNING', { action });
  recordUserTask(x, site.tree, task, 'ASSIGNED', { action });
  return {};
};

const checkDate = (text: string | undefined): void => {
  if (text !== undefined && text !== '' && parseDateTime(text) === undefined)
    throw invalidArgument(`'${text}' is no date and time by ISO 8601`);
};

export const updateUserTask = async (session: Session, command: Command<'updateUserTask'>): Promise<CommandAnswer> => {
  const { x } = session;
  const { changeset, action = 'update' } = command;
  checkDate(changeset.dueDate);
  checkDate(changeset.followUpDate);
  const { task, site } = await getUserTask(session, command.userTaskKey);
  task.candidateGroups = changeset.candidateGroups ?? task.candidateGroups;
  task.candidateUsers = changeset.candidateUsers ?? task.candidateUsers;
  task.dueDate = changeset.dueDate ?? task.dueDate;
  task.followUpDate = changeset.followUpDate ?? task.followUpDate;
  const attributes = {
    candidateGroups: 'candidateGroupsList',
    candidateUsers: 'candidateUsersList',
    dueDate: 'dueDate',
    followUpDate: 'followUpDate',
  } as const;
  const changed = Object.entries(attributes).flatMap(([name, attribute]) => (name in changeset ? [attribute] : []));
  recordUserTask(x, site.tree, task, 'UPDATING', { action, changed });
  recordUserTask(x, site.tree, task, 'UPDATED', { action, changed });
  return {};
};
