import type { EngineCommand } from '../../core/contracts/engine-command.ts';

/** The key of what a command speaks to: its engine and its partition carry it out. Undefined for commands that any partition takes. */
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
