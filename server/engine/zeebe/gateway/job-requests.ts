import type { CommandOf } from './command-call.ts';
import { variablesText } from './message-size.ts';

export const toCompleteJob = ({ jobKey, variables }: CommandOf<'completeJob'>): object => ({
  jobKey,
  variables: variablesText(variables),
});

export const toFailJob = (command: CommandOf<'failJob'>): object => ({
  jobKey: command.jobKey,
  retries: command.retries,
  errorMessage: command.errorMessage,
  retryBackOff: command.retryBackOffMs,
  variables: variablesText(command.variables),
});

export const toThrowError = (command: CommandOf<'throwError'>): object => ({
  jobKey: command.jobKey,
  errorCode: command.errorCode,
  errorMessage: command.errorMessage,
  variables: variablesText(command.variables),
});

export const toUpdateRetries = ({ jobKey, retries }: CommandOf<'updateJobRetries'>): object => ({ jobKey, retries });
