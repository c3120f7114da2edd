import type { CommandAnswer, EngineCommand } from '../../../../core/contracts/engine-command.ts';

/** Commands of native user tasks go over REST, all others over gRPC. */
export type UserTaskCommand = Extract<
  EngineCommand,
  { type: 'completeUserTask' | 'assignUserTask' | 'updateUserTask' }
>;
export type GrpcCommand = Exclude<EngineCommand, UserTaskCommand>;
export type CommandOf<Type extends EngineCommand['type']> = Extract<EngineCommand, { type: Type }>;

/** A command that answers nothing. */
export const nothing = (): CommandAnswer => ({});
