import type { CommandAnswer, EngineCommand } from '../../contracts/engine-command.ts';
import type { InternalCommand } from '../api.ts';
import { deploy } from '../deployment/deploy.ts';
import { broadcastSignal } from '../signals.ts';
import type { Session } from '../session.ts';
import { evaluateDecision } from './decision-commands.ts';
import { resolveIncident } from './incident-commands.ts';
import { cancelInstance, createInstance, setVariables } from './instance-commands.ts';
import * as jobs from './job-commands.ts';
import { expireMessage, publishMessage } from './message-commands.ts';
import { migrateInstance } from './migrate-instance.ts';
import { modifyInstance } from './modify-instance.ts';
import { triggerTimer } from './timer-commands.ts';
import * as userTasks from './user-task-commands.ts';

/** Keys that a command takes before its first step. */
const COMMAND_KEYS = 64;

/**
 * Does what a command asks and leaves what follows from it as steps of the session.
 * @throws CommandRejected before anything was changed
 */
export const runCommand = async (
  session: Session,
  command: EngineCommand | InternalCommand,
): Promise<CommandAnswer> => {
  await session.x.keys.reserve(COMMAND_KEYS);
  switch (command.type) {
    case 'deploy':
      return deploy(session, command);
    case 'createInstance':
      return createInstance(session, command);
    case 'cancelInstance':
      return cancelInstance(session, command);
    case 'modifyInstance':
      return modifyInstance(session, command);
    case 'migrateInstance':
      return migrateInstance(session, command);
    case 'setVariables':
      return setVariables(session, command);
    case 'completeJob':
      return jobs.completeJob(session, command);
    case 'failJob':
      return jobs.failJob(session, command);
    case 'throwError':
      return jobs.throwError(session, command);
    case 'updateJobRetries':
      return jobs.updateJobRetries(session, command);
    case 'endJobBackOff':
      return jobs.endJobBackOff(session, command.jobKey);
    case 'completeUserTask':
      return userTasks.completeUserTask(session, command);
    case 'assignUserTask':
      return userTasks.assignUserTask(session, command);
    case 'updateUserTask':
      return userTasks.updateUserTask(session, command);
    case 'resolveIncident':
      return resolveIncident(session, command);
    case 'publishMessage':
      return publishMessage(session, command);
    case 'expireMessage':
      return expireMessage(session, command.messageKey);
    case 'broadcastSignal':
      return { signalKey: await broadcastSignal(session, command.name, command.variables) };
    case 'triggerTimer':
      return triggerTimer(session, command.timerKey);
    case 'evaluateDecision':
      return evaluateDecision(session, command);
  }
};
