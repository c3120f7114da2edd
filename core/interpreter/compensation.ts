import { recordElement } from './element-record.ts';
import { findSite, type Execution, type Site } from './execution.ts';
import { pushActivation, pushCompletion } from './push-steps.ts';
import type { CompensationSubscription, Tree } from './tree.ts';

const record = (x: Execution, tree: Tree, subscription: CompensationSubscription, intent: string): void => {
  const thrower = tree.elements[subscription.throwKey ?? ''];
  x.records.push({
    valueType: 'COMPENSATION_SUBSCRIPTION',
    intent,
    key: subscription.key,
    timestamp: x.now,
    value: {
      processInstanceKey: subscription.processInstanceKey,
      processDefinitionKey: tree.processes[subscription.processInstanceKey]?.definitionKey ?? '-1',
      compensableActivityId: subscription.activityId,
      compensableActivityInstanceKey: subscription.activityInstanceKey,
      compensableActivityScopeKey: subscription.scopeKey,
      compensationHandlerId: subscription.handlerId,
      compensationHandlerInstanceKey: subscription.handlerKey ?? '-1',
      throwEventId: thrower?.elementId ?? '',
      throwEventInstanceKey: subscription.throwKey ?? '-1',
      variables: subscription.variables,
      tenantId: '<default>',
    },
  });
};

const remove = (x: Execution, tree: Tree, subscription: CompensationSubscription, intent: string): void => {
  record(x, tree, subscription, intent);
  delete tree.compensations[subscription.key];
};

const inScope = (tree: Tree, scopeKey: string): readonly CompensationSubscription[] =>
  Object.values(tree.compensations).filter((subscription) => subscription.scopeKey === scopeKey);

/** A completed activity with a handler can be compensated from now on; so can what was completed inside a sub-process. */
export const rememberCompensation = ({ x, tree, element, instance }: Site): void => {
  const inside = inScope(tree, instance.key);
  for (const subscription of inside) {
    if (element.type === 'SUB_PROCESS' || instance.isBody) subscription.scopeKey = instance.scopeKey;
    else remove(x, tree, subscription, 'DELETED');
  }
  if (element.compensationHandlerId === null || instance.loopCounter !== undefined) return;
  const subscription: CompensationSubscription = {
    key: x.keys.take(),
    activityId: element.id,
    activityInstanceKey: instance.key,
    handlerId: element.compensationHandlerId,
    scopeKey: instance.scopeKey,
    processInstanceKey: instance.processInstanceKey,
    variables: element.type === 'SUB_PROCESS' ? { ...instance.variables } : {},
  };
  tree.compensations[subscription.key] = subscription;
  record(x, tree, subscription, 'CREATED');
};

/** A scope that was ended by force is not compensated. */
export const forgetCompensations = ({ x, tree, instance }: Site): void => {
  for (const subscription of inScope(tree, instance.key)) remove(x, tree, subscription, 'DELETED');
};

/** The boundary event between activity and handler is passed at once. */
const passBoundaryEvent = (thrower: Site, { activityId, scopeKey }: CompensationSubscription): void => {
  const { x, process, instance } = thrower;
  const id = process.elements.get(activityId)?.compensationEventId;
  const element = process.elements.get(id ?? '');
  if (!element) return;
  const passed: Site = {
    ...thrower,
    element,
    instance: {
      key: x.keys.take(),
      elementId: element.id,
      scopeKey,
      processInstanceKey: instance.processInstanceKey,
      state: 'activating',
      variables: {},
      variableKeys: {},
      children: 0,
      flows: 0,
    },
  };
  for (const intent of ['ELEMENT_ACTIVATING', 'ELEMENT_ACTIVATED', 'ELEMENT_COMPLETING', 'ELEMENT_COMPLETED'])
    recordElement(passed, intent);
};

/** Starts the handlers of what was completed in a scope, the last one first; how many were started. */
export const throwCompensation = (thrower: Site, scopeKey: string, activityId: string | null): number => {
  const { x, tree, instance } = thrower;
  const wanted = inScope(tree, scopeKey)
    .filter((one) => one.throwKey === undefined && (activityId === null || one.activityId === activityId))
    .reverse();
  for (const subscription of wanted) {
    subscription.throwKey = instance.key;
    subscription.handlerKey = x.keys.take();
    record(x, tree, subscription, 'TRIGGERED');
    passBoundaryEvent(thrower, subscription);
    pushActivation(x, tree, {
      elementId: subscription.handlerId,
      scopeKey,
      key: subscription.handlerKey,
      variables: subscription.variables,
      ...(thrower.process.elements.get(subscription.handlerId)?.loop && { isBody: true as const }),
    });
  }
  return wanted.length;
};

/** A handler has come to its end; with the last one the event that threw the compensation completes. */
export const finishCompensation = ({ x, tree, element, instance }: Site): void => {
  if (!element.isForCompensation) return;
  const subscription = Object.values(tree.compensations).find(({ handlerKey }) => handlerKey === instance.key);
  if (!subscription) return;
  const thrower = findSite(x, tree, subscription.throwKey ?? '');
  remove(x, tree, subscription, 'COMPLETED');
  if (!thrower) return;
  thrower.instance.compensating = (thrower.instance.compensating ?? 1) - 1;
  if (thrower.instance.compensating === 0) pushCompletion(thrower);
};
