import type { CommandOf } from './command-call.ts';
import { variablesText } from './message-size.ts';

export const toPublishMessage = (command: CommandOf<'publishMessage'>): object => ({
  name: command.name,
  correlationKey: command.correlationKey,
  timeToLive: command.timeToLiveMs,
  messageId: command.messageId ?? '',
  variables: variablesText(command.variables),
});

export const toBroadcastSignal = ({ name, variables }: CommandOf<'broadcastSignal'>): object => ({
  signalName: name,
  variables: variablesText(variables),
});

export const toEvaluateDecision = ({ decisionId, variables }: CommandOf<'evaluateDecision'>): object => ({
  decisionId,
  variables: variablesText(variables),
});
