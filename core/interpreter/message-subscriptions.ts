import type { Variables } from '../contracts/json.ts';
import type { Execution, Site } from './execution.ts';
import type { MessageSubscription, Tree } from './tree.ts';
import { closeWait, openWait } from './waits.ts';

type Correlation = { readonly messageKey: string; readonly variables: Variables };

export const recordMessageSubscription = (
  x: Execution,
  tree: Tree,
  subscription: MessageSubscription,
  intent: string,
  { messageKey, variables }: Correlation = { messageKey: '-1', variables: {} },
): void => {
  const instance = tree.elements[subscription.elementInstanceKey];
  x.records.push({
    valueType: 'PROCESS_MESSAGE_SUBSCRIPTION',
    intent,
    key: subscription.key,
    timestamp: x.now,
    value: {
      processInstanceKey: instance?.processInstanceKey ?? '-1',
      elementInstanceKey: subscription.elementInstanceKey,
      bpmnProcessId: (instance && tree.processes[instance.processInstanceKey]?.bpmnProcessId) ?? '',
      messageKey,
      messageName: subscription.name,
      variables,
      interrupting: subscription.interrupting,
      correlationKey: subscription.correlationKey,
      elementId: subscription.elementId,
      tenantId: '<default>',
    },
  });
};

/** A buffered message comes two steps later: the subscription is told to those who keep messages, and they answer. */
export const pushBuffered = (x: Execution, tree: Tree, subscription: MessageSubscription): void => {
  const answer = { keys: 0, run: () => x.outside.correlateBuffered(tree, subscription) };
  x.push({
    keys: 0,
    run: () => {
      x.push(answer);
    },
  });
};

export const openMessage = (
  { x, tree, instance }: Site,
  spec: Pick<MessageSubscription, 'elementId' | 'name' | 'correlationKey' | 'interrupting'>,
): void => {
  const subscription: MessageSubscription = { ...spec, key: x.keys.take(), elementInstanceKey: instance.key };
  tree.messages[subscription.key] = subscription;
  recordMessageSubscription(x, tree, subscription, 'CREATING');
  recordMessageSubscription(x, tree, subscription, 'CREATED');
  openWait(x, tree, instance.key, {
    key: subscription.key,
    kind: 'message',
    elementId: spec.elementId,
    name: spec.name,
    correlationKey: spec.correlationKey,
  });
  pushBuffered(x, tree, subscription);
};

export const forgetMessage = (x: Execution, tree: Tree, subscription: MessageSubscription): void => {
  delete tree.messages[subscription.key];
  closeWait(x, subscription.key);
};
export const closeMessage = (x: Execution, tree: Tree, subscription: MessageSubscription): void => {
  recordMessageSubscription(x, tree, subscription, 'DELETING');
  recordMessageSubscription(x, tree, subscription, 'DELETED');
  forgetMessage(x, tree, subscription);
};
