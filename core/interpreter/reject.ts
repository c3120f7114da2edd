import { CommandRejected } from '../contracts/engine-command.ts';

export const notFound = (what: string, key: string): CommandRejected =>
  new CommandRejected('NOT_FOUND', `${what} ${key} does not exist or has ended`);
export const invalidState = (message: string): CommandRejected => new CommandRejected('INVALID_STATE', message);
export const invalidArgument = (message: string): CommandRejected => new CommandRejected('INVALID_ARGUMENT', message);
