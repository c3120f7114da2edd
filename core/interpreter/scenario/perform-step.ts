import { CommandRejected, type EngineCommand } from '../../contracts/engine-command.ts';
import { parseDuration, addDuration } from '../time/duration.ts';
import { chooseElement, chooseIncidents, chooseJobs, chooseUserTasks } from './choose.ts';
import type { Ledger } from './ledger.ts';
import type { ScenarioMessage, ScenarioSignal, ScenarioStart, ScenarioStep } from './scenario.ts';

/** @returns milliseconds @throws Error for a text that is no duration */
export const readDuration = (text: string, from = 0): number => {
  const duration = parseDuration(text);
  if (!duration) throw new Error(`"${text}" is no ISO 8601 duration`);
  return addDuration(from, duration) - from;
};

const messageCommand = ({
  name,
  correlationKey = '',
  variables = {},
  timeToLive,
  messageId,
}: ScenarioMessage): EngineCommand => ({
  type: 'publishMessage',
  name,
  correlationKey,
  variables,
  timeToLiveMs: timeToLive === undefined ? 0 : readDuration(timeToLive),
  ...(messageId !== undefined && { messageId }),
});
const signalCommand = ({ name, variables = {} }: ScenarioSignal): EngineCommand => ({
  type: 'broadcastSignal',
  name,
  variables,
});

export const startCommand = (start: ScenarioStart): EngineCommand => {
  if ('message' in start) return messageCommand(start.message);
  if ('signal' in start) return signalCommand(start.signal);
  return { type: 'createInstance', bpmnProcessId: start.processId, variables: start.variables ?? {} };
};

const cancelKey = (ledger: Ledger, processId: string | undefined): string => {
  const roots = [...ledger.elements.values()].filter(
    (one) =>
      one.type === 'PROCESS' && one.parentKey === '-1' && (processId === undefined || one.processId === processId),
  );
  const found = roots.find(({ state }) => state === 'active') ?? roots.at(-1);
  if (!found) throw new CommandRejected('NOT_FOUND', 'No process instance is there');
  return found.key;
};

const jobCommands = (step: ScenarioStep, ledger: Ledger, main: string): readonly EngineCommand[] | undefined => {
  const { completeJob, failJob, throwError, updateRetries } = step;
  if (completeJob)
    return chooseJobs(ledger, main, completeJob, true).map((jobKey) => ({
      type: 'completeJob',
      jobKey,
      variables: completeJob.variables ?? {},
    }));
  if (failJob)
    return chooseJobs(ledger, main, failJob, false).map((jobKey) => ({
      type: 'failJob',
      jobKey,
      retries: failJob.retries ?? 0,
      errorMessage: failJob.errorMessage ?? '',
      retryBackOffMs: failJob.retryBackOff === undefined ? 0 : readDuration(failJob.retryBackOff),
      variables: failJob.variables ?? {},
    }));
  if (throwError)
    return chooseJobs(ledger, main, throwError, false).map((jobKey) => ({
      type: 'throwError',
      jobKey,
      errorCode: throwError.errorCode ?? '',
      errorMessage: throwError.errorMessage ?? '',
      variables: throwError.variables ?? {},
    }));
  if (updateRetries)
    return chooseJobs(ledger, main, updateRetries, false).map((jobKey) => ({
      type: 'updateJobRetries',
      jobKey,
      retries: updateRetries.retries,
    }));
  return undefined;
};

/**
 * The commands of one step; `deploy` and `advanceTime` are the runner's own.
 * @throws CommandRejected NOT_FOUND when nothing matches
 */
export const commandsOf = (step: ScenarioStep, ledger: Ledger, main: string): readonly EngineCommand[] => {
  const ofJobs = jobCommands(step, ledger, main);
  if (ofJobs) return ofJobs;
  const { completeUserTask, publishMessage, broadcastSignal, setVariables, resolveIncident, cancel, start } = step;
  if (completeUserTask)
    return chooseUserTasks(ledger, main, completeUserTask).map((userTaskKey) => ({
      type: 'completeUserTask',
      userTaskKey,
      jobBased: ledger.jobs.has(userTaskKey),
      variables: completeUserTask.variables ?? {},
    }));
  if (publishMessage) return [messageCommand(publishMessage)];
  if (broadcastSignal) return [signalCommand(broadcastSignal)];
  if (setVariables)
    return [
      {
        type: 'setVariables',
        elementInstanceKey: chooseElement(ledger, main, setVariables),
        variables: setVariables.variables,
        local: setVariables.local ?? false,
      },
    ];
  if (resolveIncident)
    return chooseIncidents(ledger, main, resolveIncident).map((incidentKey) => ({
      type: 'resolveIncident',
      incidentKey,
    }));
  if (cancel)
    return [
      { type: 'cancelInstance', processInstanceKey: cancelKey(ledger, cancel === true ? undefined : cancel.processId) },
    ];
  if (start) return [startCommand(start)];
  throw new Error(`Unknown operation "${Object.keys(step).join(', ')}"`);
};
