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

const holdsActivities = ({ element, instance }: Site): boolean =>
  element.type === 'SUB_PROCESS' || instance.isBody === true;

/**
 * A completed activity with a handler can be compensated from now on; so can a sub-process, or a multi-instance, for
 * what was completed inside it.
 */
export const rememberCompensation = (site: Site): void => {
  const { x, tree, element, instance } = site;
  if (element.type === 'PROCESS') {
    forgetCompensations(site);
    return;
  }
  // the inner instances of a multi-instance have no handler of their own, their body has
  const handlerId = instance.loopCounter === undefined ? element.compensationHandlerId : null;
  if (handlerId === null && !(holdsActivities(site) && inScope(tree, instance.key).length > 0)) return;
  const subscription: CompensationSubscription = {
    key: x.keys.take(),
    activityId: element.id,
    activityInstanceKey: instance.key,
    handlerId: handlerId ?? '',
    scopeKey: instance.scopeKey,
    processInstanceKey: instance.processInstanceKey,
    // Zeebe 8.5 does not hand the variables of a sub-process to its handler
    variables: {},
  };
  tree.compensations[subscription.key] = subscription;
  record(x, tree, subscription, 'CREATED');
};

/** What was completed in a scope that is gone cannot be compensated any more. */
export const forgetCompensations = ({ x, tree, element, instance }: Site): void => {
  if (element.type === 'PROCESS')
    for (const subscription of Object.values(tree.compensations))
      if (subscription.processInstanceKey === instance.key) remove(x, tree, subscription, 'DELETED');
  const forgetInside = (scopeKey: string): void => {
    for (const subscription of inScope(tree, scopeKey)) {
      remove(x, tree, subscription, 'DELETED');
      forgetInside(subscription.activityInstanceKey);
    }
  };
  forgetInside(instance.key);
};

/** The boundary event between activity and handler is passed at once. */
const passBoundaryEvent = (thrower: Site, activityId: string, scopeKey: string): void => {
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

const startHandler = (thrower: Site, subscription: CompensationSubscription): void => {
  const { x, tree, process } = thrower;
  const { scopeKey } = thrower.instance;
  const key = x.keys.take();
  subscription.handlerKey = key;
  passBoundaryEvent(thrower, subscription.activityId, scopeKey);
  pushActivation(x, tree, {
    // Zeebe 8.5 takes a handler for something that a flow led to: a scope with a flow that waits at a join may end without it
    flows: 1,
    elementId: subscription.handlerId,
    scopeKey,
    key,
    variables: subscription.variables,
    ...(process.elements.get(subscription.handlerId)?.loop && { isBody: true as const }),
  });
};

/**
 * Starts the handlers of what was completed in some scopes, in that order, and from there inwards. All of them run in
 * the scope of the event that has thrown.
 * @returns how many handlers were started
 */
export const throwCompensation = (thrower: Site, scopeKeys: readonly string[], activityId: string | null): number => {
  const { x, tree, instance } = thrower;
  const trigger = (wanted: readonly CompensationSubscription[]): number => {
    let started = 0;
    for (const subscription of wanted) {
      if (subscription.throwKey !== undefined) continue;
      subscription.throwKey = instance.key;
      if (subscription.handlerId !== '') {
        startHandler(thrower, subscription);
        started += 1;
      }
      record(x, tree, subscription, 'TRIGGERED');
      started += trigger(inScope(tree, subscription.activityInstanceKey));
    }
    return started;
  };
  const inScopes = Object.values(tree.compensations).filter((one) => scopeKeys.includes(one.scopeKey));
  return trigger(inScopes.filter((one) => activityId === null || one.activityId === activityId));
};

/** A sub-process is compensated when nothing inside it is left to be, and its own handler has ended. */
const finishScope = (site: Site, scopeKey: string): void => {
  const { x, tree } = site;
  if (inScope(tree, scopeKey).length > 0) return;
  const outer = Object.values(tree.compensations).find((one) => one.activityInstanceKey === scopeKey);
  if (outer?.throwKey === undefined || outer.handlerKey !== undefined) return;
  remove(x, tree, outer, 'COMPLETED');
  finishScope(site, outer.scopeKey);
};

/** A handler has come to its end; with the last one the event that threw the compensation completes. */
export const finishCompensation = (site: Site): void => {
  const { x, tree, element, instance } = site;
  if (!element.isForCompensation) return;
  const subscription = Object.values(tree.compensations).find(({ handlerKey }) => handlerKey === instance.key);
  if (!subscription) return;
  const thrower = findSite(x, tree, subscription.throwKey ?? '');
  remove(x, tree, subscription, 'COMPLETED');
  finishScope(site, subscription.scopeKey);
  if (thrower && !Object.values(tree.compensations).some(({ throwKey }) => throwKey === thrower.instance.key))
    pushCompletion(thrower);
};
