import { CommandRejected, type EngineCommand } from '../../../../core/contracts/engine-command.ts';
import { findKeyPartition } from './key-partition.ts';

/** The key whose partition carries the command out; undefined for commands that any partition takes. */
export const findTargetKey = (command: EngineCommand): string | undefined => {
  switch (command.type) {
    case 'cancelInstance':
    case 'modifyInstance':
    case 'migrateInstance':
      return command.processInstanceKey;
    case 'completeJob':
    case 'failJob':
    case 'throwError':
    case 'updateJobRetries':
      return command.jobKey;
    case 'completeUserTask':
    case 'assignUserTask':
    case 'updateUserTask':
      return command.userTaskKey;
    case 'setVariables':
      return command.elementInstanceKey;
    case 'resolveIncident':
      return command.incidentKey;
    case 'deploy':
    case 'createInstance':
    case 'publishMessage':
    case 'broadcastSignal':
    case 'evaluateDecision':
      return undefined;
  }
};

export const unknownKey = (key: string): CommandRejected =>
  new CommandRejected('NOT_FOUND', `No engine here has made the key ${key}`);

/** A text that is no key would be sent as the key 0. @throws CommandRejected */
export const checkKey = (key: string | undefined): void => {
  if (key !== undefined && findKeyPartition(key) === undefined) throw unknownKey(key);
};

/** Whether a cluster of so many partitions has made the key. */
export const isMadeHere = (key: string, partitions: number): boolean => {
  const partition = findKeyPartition(key);
  return partition !== undefined && partition >= 1 && partition <= partitions;
};
