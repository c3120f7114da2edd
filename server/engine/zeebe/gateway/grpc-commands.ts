import { CommandRejected, type CommandAnswer } from '../../../../core/contracts/engine-command.ts';
import type { JsonValue } from '../../../../core/contracts/json.ts';
import type { CreateInstanceAnswer, DeployAnswer, EvaluateAnswer, KeyAnswer } from './answers.ts';
import { nothing, type CommandOf, type GrpcCommand } from './command-call.ts';
import { readDeployAnswer, toDeployRequest } from './deployment.ts';
import { toBroadcastSignal, toEvaluateDecision, toPublishMessage } from './event-requests.ts';
import type { GrpcCalls, UnaryMethod } from './grpc-calls.ts';
import { toCreateInstance, toMigrateInstance, toModifyInstance, toSetVariables } from './instance-requests.ts';
import { toCompleteJob, toFailJob, toThrowError, toUpdateRetries } from './job-requests.ts';
import { checkResourcesSize } from './message-size.ts';

type Send<Command> = (calls: GrpcCalls, command: Command, deadlineMs: number) => Promise<CommandAnswer>;

const by =
  <Command, Answer = unknown>(
    method: UnaryMethod,
    toRequest: (command: Command) => object,
    read: (answer: Answer) => CommandAnswer = nothing,
  ): Send<Command> =>
  async (calls, command, deadlineMs) =>
    read(await calls.unary<Answer>(method, toRequest(command), deadlineMs));

const readInstance = ({ processInstanceKey, processDefinitionKey }: CreateInstanceAnswer): CommandAnswer => ({
  processInstanceKey,
  processDefinitionKey,
});

/** A decision that failed while it was evaluated is an answer to the gateway; to the port it is a refusal. */
const readDecision = ({ decisionOutput, failedDecisionId, failureMessage }: EvaluateAnswer): CommandAnswer => {
  if (failedDecisionId !== '') throw new CommandRejected('INVALID_ARGUMENT', failureMessage);
  return { decisionOutput: JSON.parse(decisionOutput) as JsonValue };
};

const deploy: Send<CommandOf<'deploy'>> = (calls, command, deadlineMs) => {
  checkResourcesSize(command.resources);
  return by<CommandOf<'deploy'>, DeployAnswer>(
    'DeployResource',
    ({ resources }) => toDeployRequest(resources),
    readDeployAnswer,
  )(calls, command, deadlineMs);
};

/** How each command is sent, and its answer in the port's words. */
export const GRPC_COMMANDS: { readonly [Type in GrpcCommand['type']]: Send<CommandOf<Type>> } = {
  deploy,
  createInstance: by<CommandOf<'createInstance'>, CreateInstanceAnswer>(
    'CreateProcessInstance',
    toCreateInstance,
    readInstance,
  ),
  cancelInstance: by('CancelProcessInstance', ({ processInstanceKey }) => ({ processInstanceKey })),
  completeJob: by('CompleteJob', toCompleteJob),
  failJob: by('FailJob', toFailJob),
  throwError: by('ThrowError', toThrowError),
  updateJobRetries: by('UpdateJobRetries', toUpdateRetries),
  publishMessage: by<CommandOf<'publishMessage'>, KeyAnswer>('PublishMessage', toPublishMessage, ({ key }) => ({
    messageKey: key,
  })),
  broadcastSignal: by<CommandOf<'broadcastSignal'>, KeyAnswer>('BroadcastSignal', toBroadcastSignal, ({ key }) => ({
    signalKey: key,
  })),
  setVariables: by('SetVariables', toSetVariables),
  resolveIncident: by('ResolveIncident', ({ incidentKey }) => ({ incidentKey })),
  modifyInstance: by('ModifyProcessInstance', toModifyInstance),
  migrateInstance: by('MigrateProcessInstance', toMigrateInstance),
  evaluateDecision: by<CommandOf<'evaluateDecision'>, EvaluateAnswer>(
    'EvaluateDecision',
    toEvaluateDecision,
    readDecision,
  ),
};
