import type { Variables } from '../contracts/json.ts';
import type { Wait } from './api.ts';
import { reserveForEvent } from './event-activation.ts';
import { findSite } from './execution.ts';
import { loadTree, mergeWaits, type Session } from './session.ts';
import { startInstance } from './start-instance.ts';
import { triggerEvent } from './trigger-event.ts';

const deliver = async (session: Session, wait: Wait, variables: Variables): Promise<void> => {
  if (wait.rootKey === null) {
    await startInstance(session, wait.processDefinitionKey, { trigger: { elementId: wait.elementId, variables } });
    return;
  }
  const tree = await loadTree(session, wait.rootKey);
  const subscription = tree?.signals[wait.key];
  const site = tree && subscription && findSite(session.x, tree, subscription.elementInstanceKey);
  await reserveForEvent(session.x, variables);
  if (site) triggerEvent(site, subscription.elementId, variables);
};

/** Reaches everything that waits for a signal at this moment. @returns the key of the signal */
export const broadcastSignal = async (session: Session, name: string, variables: Variables): Promise<string> => {
  const { x, store } = session;
  await x.keys.reserve(1);
  const key = x.keys.take();
  x.records.push({
    valueType: 'SIGNAL',
    intent: 'BROADCASTED',
    key,
    timestamp: x.now,
    value: { signalName: name, variables, tenantId: '<default>' },
  });
  const waits = mergeWaits(
    session,
    await store.findSignalWaits(name),
    (wait) => wait.kind === 'signal' && wait.name === name,
  );
  for (const wait of waits) await deliver(session, wait, variables);
  return key;
};
