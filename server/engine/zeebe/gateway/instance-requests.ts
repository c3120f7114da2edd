import type { CommandOf } from './command-call.ts';
import { variablesText } from './message-size.ts';

/** The broker's number for "the newest version" and for "no ancestor given". */
const NEWEST = -1;
const NO_KEY = -1;

export const toCreateInstance = (command: CommandOf<'createInstance'>): object => ({
  ...(command.processDefinitionKey === undefined
    ? { bpmnProcessId: command.bpmnProcessId ?? '', version: NEWEST }
    : { processDefinitionKey: command.processDefinitionKey }),
  variables: variablesText(command.variables),
  startInstructions: (command.startElementIds ?? []).map((elementId) => ({ elementId })),
});

export const toModifyInstance = ({ processInstanceKey, instructions }: CommandOf<'modifyInstance'>): object => ({
  processInstanceKey,
  activateInstructions: instructions.activate.map(({ elementId, ancestorElementInstanceKey, variables = [] }) => ({
    elementId,
    ancestorElementInstanceKey: ancestorElementInstanceKey ?? NO_KEY,
    variableInstructions: variables.map((entry) => ({
      scopeId: entry.scopeId ?? '',
      variables: variablesText(entry.variables),
    })),
  })),
  terminateInstructions: instructions.terminate.map(({ elementInstanceKey }) => ({ elementInstanceKey })),
});

export const toMigrateInstance = (command: CommandOf<'migrateInstance'>): object => ({
  processInstanceKey: command.processInstanceKey,
  migrationPlan: {
    targetProcessDefinitionKey: command.targetProcessDefinitionKey,
    mappingInstructions: command.mapping.map(({ sourceElementId, targetElementId }) => ({
      sourceElementId,
      targetElementId,
    })),
  },
});

export const toSetVariables = ({ elementInstanceKey, variables, local }: CommandOf<'setVariables'>): object => ({
  elementInstanceKey,
  variables: variablesText(variables),
  local,
});
