import { CommandRejected, type CommandAnswer, type EngineCommand } from '../../../../core/contracts/engine-command.ts';
import { EngineUnavailable } from '../../engine.ts';
import type { GrpcCommand, UserTaskCommand } from './command-call.ts';
import { findTargetKey } from '../../find-target-key.ts';
import { checkKey, isMadeHere, unknownKey } from './command-keys.ts';
import { withDeploymentProblems } from './deployment.ts';
import type { Topology } from './gateway.ts';
import type { GrpcCalls } from './grpc-calls.ts';
import { GRPC_COMMANDS } from './grpc-commands.ts';
import type { Pace } from './pace.ts';
import type { RestCalls } from './rest-calls.ts';
import { sendPatiently } from './send-patiently.ts';
import { sendUserTaskCommand } from './user-task-commands.ts';

export type CommandDeps = {
  readonly grpc: GrpcCalls;
  readonly rest: RestCalls;
  readonly pace: Pace;
  /** As last read; read now when it never was. */
  readonly knownTopology: (deadlineMs: number) => Promise<Topology>;
  /** As last read, if it ever was. */
  readonly lastTopology: () => Topology | undefined;
};

const isForUserTask = (command: EngineCommand): command is UserTaskCommand =>
  command.type === 'completeUserTask' || command.type === 'assignUserTask' || command.type === 'updateUserTask';

const sendOverGrpc = (grpc: GrpcCalls, command: GrpcCommand, deadlineMs: number): Promise<CommandAnswer> => {
  // The table pairs each type with its own command, which the compiler cannot follow through a union.
  const send = GRPC_COMMANDS[command.type] as (
    calls: GrpcCalls,
    command: GrpcCommand,
    deadlineMs: number,
  ) => Promise<CommandAnswer>;
  return send(grpc, command, deadlineMs);
};

const sendOnce = async (deps: CommandDeps, command: EngineCommand, left: () => number): Promise<CommandAnswer> => {
  if (!isForUserTask(command)) return sendOverGrpc(deps.grpc, command, left());
  const { restBase } = (await deps.knownTopology(left())).capabilities;
  await sendUserTaskCommand({ grpc: deps.grpc, rest: deps.rest, restBase }, command, left);
  return {};
};

const NO_SUCH_PARTITION = /gateway is not yet aware of it/;
const TOPOLOGY_MS = 1_000;

/**
 * A gateway fails in the same way for a partition it has lost for a while and for a key that no broker of this cluster made, such as one of
 * another engine. The number of partitions never changes, so the key decides.
 */
export const explainMissingPartition = async (
  { knownTopology, lastTopology }: Pick<CommandDeps, 'knownTopology' | 'lastTopology'>,
  key: string | undefined,
  error: unknown,
): Promise<unknown> => {
  if (key === undefined || !(error instanceof EngineUnavailable)) return error;
  const topology = NO_SUCH_PARTITION.test(error.message)
    ? await knownTopology(TOPOLOGY_MS).catch(() => undefined)
    : lastTopology();
  return topology !== undefined && !isMadeHere(key, topology.partitions.length) ? unknownKey(key) : error;
};

/** @throws CommandRejected · EngineUnavailable */
export const executeCommand = async (
  deps: CommandDeps,
  command: EngineCommand,
  deadlineMs: number,
): Promise<CommandAnswer> => {
  checkKey(findTargetKey(command));
  try {
    return await sendPatiently((left) => sendOnce(deps, command, left), deadlineMs, deps.pace);
  } catch (error) {
    if (error instanceof CommandRejected && command.type === 'deploy')
      throw withDeploymentProblems(error, command.resources);
    throw await explainMissingPartition(deps, findTargetKey(command), error);
  }
};
