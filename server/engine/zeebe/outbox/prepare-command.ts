import type { EngineCommand } from '../../../../core/contracts/engine-command.ts';
import type { OutboxCommand } from './outbox-row.ts';

/** Every message has an id, by which the feed tells whether it has arrived. */
export const messageIdOf = ({ id, command }: OutboxCommand): string =>
  command.type === 'publishMessage' && command.messageId !== undefined ? command.messageId : `outbox-${id}`;

/** The command as it is sent. */
export const prepareCommand = (row: OutboxCommand): EngineCommand =>
  row.command.type === 'publishMessage' ? { ...row.command, messageId: messageIdOf(row) } : row.command;
