import { CommandRejected } from '../../../../core/contracts/engine-command.ts';
import type { CommandOf, UserTaskCommand } from './command-call.ts';
import type { GrpcCalls } from './grpc-calls.ts';
import { GRPC_COMMANDS } from './grpc-commands.ts';
import { variablesText } from './message-size.ts';
import type { RestCalls } from './rest-calls.ts';

export type UserTaskCalls = { readonly rest: RestCalls; readonly grpc: GrpcCalls; readonly restBase: '/v1' | '/v2' };

const action = (command: { readonly action?: string }): { action?: string } =>
  command.action === undefined ? {} : { action: command.action };

const completeNative = async (
  { rest, restBase }: UserTaskCalls,
  command: CommandOf<'completeUserTask'>,
  left: () => number,
): Promise<void> => {
  variablesText(command.variables);
  const body = { variables: command.variables, ...action(command) };
  await rest.send('POST', `${restBase}/user-tasks/${command.userTaskKey}/completion`, body, left());
};

const completeByJob = async (
  { grpc }: UserTaskCalls,
  { userTaskKey, variables }: CommandOf<'completeUserTask'>,
  left: () => number,
): Promise<void> => {
  await GRPC_COMMANDS.completeJob(grpc, { type: 'completeJob', jobKey: userTaskKey, variables }, left());
};

const isMissing = (error: unknown): boolean => error instanceof CommandRejected && error.rejectionType === 'NOT_FOUND';

/** A key tells neither kind; nothing was done by a refusal, so what is no native task is tried as a job. */
const complete = async (
  calls: UserTaskCalls,
  command: CommandOf<'completeUserTask'>,
  left: () => number,
): Promise<void> => {
  if (command.jobBased === true) return completeByJob(calls, command, left);
  try {
    return await completeNative(calls, command, left);
  } catch (error) {
    if (command.jobBased === false || !isMissing(error)) throw error;
    return completeByJob(calls, command, left).catch((second: unknown) => {
      throw isMissing(second) ? error : second;
    });
  }
};

const assign = (
  { rest, restBase }: UserTaskCalls,
  command: CommandOf<'assignUserTask'>,
  left: () => number,
): Promise<void> => {
  const path = `${restBase}/user-tasks/${command.userTaskKey}`;
  if (command.assignee === '') return rest.send('DELETE', `${path}/assignee`, undefined, left());
  const { assignee, allowOverride } = command;
  return rest.send('POST', `${path}/assignment`, { assignee, allowOverride, ...action(command) }, left());
};

const update = (
  { rest, restBase }: UserTaskCalls,
  { userTaskKey, changeset, ...others }: CommandOf<'updateUserTask'>,
  left: () => number,
): Promise<void> =>
  rest.send('PATCH', `${restBase}/user-tasks/${userTaskKey}`, { changeset, ...action(others) }, left());

/** @param left milliseconds until the deadline, asked before each call */
export const sendUserTaskCommand = (
  calls: UserTaskCalls,
  command: UserTaskCommand,
  left: () => number,
): Promise<void> => {
  switch (command.type) {
    case 'completeUserTask':
      return complete(calls, command, left);
    case 'assignUserTask':
      return assign(calls, command, left);
    case 'updateUserTask':
      return update(calls, command, left);
  }
};
