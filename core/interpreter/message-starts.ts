import type { Wait } from './api.ts';
import { findMessages, type Message } from './messages.ts';
import type { Session } from './session.ts';
import { startInstance } from './start-instance.ts';

const startedId = (bpmnProcessId: string, correlationKey: string): string =>
  JSON.stringify([bpmnProcessId, correlationKey]);

const isRunning = async (
  { x, store, endedByMessage }: Session,
  processId: string,
  correlationKey: string,
): Promise<boolean> => {
  for (const tree of x.trees.values())
    if (tree?.startedByCorrelationKey === correlationKey && tree.processes[tree.rootKey]?.bpmnProcessId === processId)
      return true;
  return (
    !endedByMessage.has(startedId(processId, correlationKey)) &&
    store.hasInstanceStartedByMessage(processId, correlationKey)
  );
};

const recordStart = ({ x }: Session, wait: Wait, message: Message, processInstanceKey: string): void => {
  x.records.push({
    valueType: 'MESSAGE_START_EVENT_SUBSCRIPTION',
    intent: 'CORRELATED',
    key: wait.key,
    timestamp: x.now,
    value: {
      processDefinitionKey: wait.processDefinitionKey,
      bpmnProcessId: wait.bpmnProcessId,
      messageName: message.name,
      startEventId: wait.elementId,
      correlationKey: message.correlationKey,
      messageKey: message.key,
      processInstanceKey,
      variables: message.variables,
      tenantId: '<default>',
    },
  });
};

const startBy = async (session: Session, wait: Wait, message: Message): Promise<void> => {
  const key = await startInstance(session, wait.processDefinitionKey, {
    trigger: { elementId: wait.elementId, variables: message.variables },
    ...(message.correlationKey !== '' && { startedByCorrelationKey: message.correlationKey }),
  });
  recordStart(session, wait, message, key);
};

/** Starts every process that a message starts, unless one with its correlation key is running. @returns their ids */
export const correlateToStarts = async (
  session: Session,
  message: Message,
  reached: readonly string[],
): Promise<readonly string[]> => {
  const started: string[] = [];
  for (const wait of await session.store.findMessageWaits(message.name, undefined)) {
    const id = wait.bpmnProcessId;
    if (reached.includes(id) || started.includes(id)) continue;
    if (message.correlationKey !== '' && (await isRunning(session, id, message.correlationKey))) continue;
    await startBy(session, wait, message);
    started.push(id);
  }
  return started;
};

/** An instance that a message started has ended: the next buffered message with its key starts the next one. */
export const startNextBuffered = async (
  session: Session,
  bpmnProcessId: string,
  correlationKey: string,
): Promise<void> => {
  session.endedByMessage.add(startedId(bpmnProcessId, correlationKey));
  for (const wait of await session.store.findStartWaits(bpmnProcessId)) {
    if (wait.kind !== 'message') continue;
    const buffered = await findMessages(session, wait.name, correlationKey);
    const message = buffered.find(({ correlatedTo }) => !correlatedTo.includes(bpmnProcessId));
    if (!message) continue;
    session.messages.set(message.key, { ...message, correlatedTo: [...message.correlatedTo, bpmnProcessId] });
    await startBy(session, wait, message);
    return;
  }
};
