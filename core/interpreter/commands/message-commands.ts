import { CommandRejected, type CommandAnswer, type EngineCommand } from '../../contracts/engine-command.ts';
import type { BufferedMessage } from '../api.ts';
import { correlateToStarts } from '../message-starts.ts';
import { correlateToInstances, findMessages, recordMessage } from '../messages.ts';
import type { Session } from '../session.ts';

export const publishMessage = async (
  session: Session,
  command: Extract<EngineCommand, { type: 'publishMessage' }>,
): Promise<CommandAnswer> => {
  const { x, messages } = session;
  const { name, correlationKey, messageId = '', timeToLiveMs, variables } = command;
  const buffered = await findMessages(session, name, correlationKey);
  if (messageId !== '' && buffered.some((message) => message.messageId === messageId))
    throw new CommandRejected('ALREADY_EXISTS', `A message with name ${name} and id ${messageId} is waiting already`);
  await x.keys.reserve(1);
  const message = { key: x.keys.take(), name, correlationKey, messageId, variables };
  recordMessage(session, message, timeToLiveMs, 'PUBLISHED');
  const reached = await correlateToInstances(session, message);
  const started = await correlateToStarts(session, message, reached);
  if (timeToLiveMs > 0) {
    const kept: BufferedMessage = {
      ...message,
      expiresAt: x.now + timeToLiveMs,
      correlatedTo: [...reached, ...started],
    };
    messages.set(message.key, kept);
  } else recordMessage(session, message, timeToLiveMs, 'EXPIRED');
  return { messageKey: message.key };
};

/** The store may hold it or have forgotten it: both is fine. */
export const expireMessage = (session: Session, messageKey: string): CommandAnswer => {
  session.messages.set(messageKey, null);
  session.x.records.push({
    valueType: 'MESSAGE',
    intent: 'EXPIRED',
    key: messageKey,
    timestamp: session.x.now,
    value: { tenantId: '<default>' },
  });
  return {};
};
