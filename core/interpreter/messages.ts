import type { Variables } from '../contracts/json.ts';
import type { BufferedMessage } from './api.ts';
import { compareKeys } from './compare-keys.ts';
import { reserveForEvent } from './event-activation.ts';
import { findSite } from './execution.ts';
import { forgetMessage, pushBuffered, recordMessageSubscription } from './message-subscriptions.ts';
import { loadTree, mergeWaits, type Session } from './session.ts';
import { triggerEvent } from './trigger-event.ts';
import type { MessageSubscription, Tree } from './tree.ts';

export type Message = Pick<BufferedMessage, 'key' | 'name' | 'correlationKey' | 'variables'>;

export const findMessages = async (
  session: Session,
  name: string,
  correlationKey: string,
): Promise<readonly BufferedMessage[]> => {
  const { x, store, messages } = session;
  const stored = await store.findMessages(name, correlationKey, x.now);
  const old = stored.filter(({ key }) => !messages.has(key));
  const changed = [...messages.values()].filter(
    (message): message is BufferedMessage =>
      message !== null &&
      message.name === name &&
      message.correlationKey === correlationKey &&
      message.expiresAt > x.now,
  );
  return [...old, ...changed].sort((a, b) => compareKeys(a.key, b.key));
};

/** Hands a message to one subscription. @returns false when it came too late for it */
export const correlate = (
  session: Session,
  tree: Tree,
  subscription: MessageSubscription,
  message: Message,
): boolean => {
  const { x } = session;
  const site = findSite(x, tree, subscription.elementInstanceKey);
  if (!site || !tree.messages[subscription.key]) return false;
  const known = x.records.length;
  recordMessageSubscription(x, tree, subscription, 'CORRELATED', {
    messageKey: message.key,
    variables: message.variables,
  });
  if (subscription.interrupting) forgetMessage(x, tree, subscription);
  if (triggerEvent(site, subscription.elementId, message.variables)) {
    if (!subscription.interrupting) pushBuffered(x, tree, subscription);
    return true;
  }
  x.records.splice(known);
  return false;
};

const processIdOf = (tree: Tree, subscription: MessageSubscription): string =>
  tree.processes[tree.elements[subscription.elementInstanceKey]?.processInstanceKey ?? '']?.bpmnProcessId ?? '';

/** A new subscription takes the oldest buffered message that its process has not had yet. */
export const correlateBuffered = async (
  session: Session,
  tree: Tree,
  subscription: MessageSubscription,
): Promise<void> => {
  if (!tree.messages[subscription.key]) return;
  const processId = processIdOf(tree, subscription);
  for (const message of await findMessages(session, subscription.name, subscription.correlationKey)) {
    if (message.correlatedTo.includes(processId)) continue;
    await reserveForEvent(session.x, message.variables);
    if (correlate(session, tree, subscription, message))
      session.messages.set(message.key, { ...message, correlatedTo: [...message.correlatedTo, processId] });
    return;
  }
};

/** Hands a new message to every process that waits for it. @returns ids of those processes */
export const correlateToInstances = async (session: Session, message: Message): Promise<readonly string[]> => {
  const { name, correlationKey } = message;
  const waits = mergeWaits(
    session,
    await session.store.findMessageWaits(name, correlationKey),
    (wait) =>
      wait.kind === 'message' && wait.name === name && wait.correlationKey === correlationKey && wait.rootKey !== null,
  );
  const reached = new Set<string>();
  for (const wait of waits) {
    if (reached.has(wait.bpmnProcessId) || wait.rootKey === null) continue;
    const tree = await loadTree(session, wait.rootKey);
    const subscription = tree?.messages[wait.key];
    await reserveForEvent(session.x, message.variables);
    if (tree && subscription && correlate(session, tree, subscription, message)) reached.add(wait.bpmnProcessId);
  }
  return [...reached];
};

export const recordMessage = (
  { x }: Session,
  message: Message & { readonly messageId: string },
  timeToLiveMs: number,
  intent: string,
): void => {
  const value: { readonly variables: Variables; readonly [field: string]: unknown } = {
    name: message.name,
    correlationKey: message.correlationKey,
    messageId: message.messageId,
    timeToLive: timeToLiveMs,
    deadline: x.now + timeToLiveMs,
    variables: message.variables,
    tenantId: '<default>',
  };
  x.records.push({ valueType: 'MESSAGE', intent, key: message.key, timestamp: x.now, value });
};
