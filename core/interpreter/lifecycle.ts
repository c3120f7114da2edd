import type { SequenceFlow } from '../bpmn/executable-process.ts';
import type { Variables } from '../contracts/json.ts';
import { finishCompensation, forgetCompensations, rememberCompensation } from './compensation.ts';
import { recordElement, recordFlowTaken } from './element-record.ts';
import { behaviourOf, findSite, scopeOf, type Activation, type Execution, type Site } from './execution.ts';
import { ElementFailure } from './failure.ts';
import { failElement } from './incidents.ts';
import { startListener } from './listeners.ts';
import { collectOutput } from './loop-output.ts';
import { applyOutputs } from './output-variables.ts';
import { finishProcess } from './process-end.ts';
import { pushActivation } from './push-steps.ts';
import { closeSubscriptions } from './subscriptions.ts';
import type { ElementInstance, Job, Tree } from './tree.ts';
import { setLocalVariables } from './variables.ts';

/** True while new elements may begin in a scope. */
export const isOpen = ({ instance }: Site): boolean =>
  instance.state === 'activated' && instance.interruptedBy === undefined;

const admits = (scope: Site, elementId: string): boolean =>
  scope.instance.state === 'activated' &&
  (scope.instance.interruptedBy === undefined ||
    scope.instance.interruptedBy === elementId ||
    scope.process.elements.get(elementId)?.isForCompensation === true);

/** A step: lets an element begin, unless its scope has been ended or taken over meanwhile. */
export const activate = (x: Execution, tree: Tree, activation: Activation): void => {
  const scope = findSite(x, tree, activation.scopeKey);
  if (!scope || !admits(scope, activation.elementId)) return;
  scope.instance.flows = Math.max(0, scope.instance.flows - (activation.flows ?? 0));
  scope.instance.children += 1;
  const instance: ElementInstance = {
    key: activation.key,
    elementId: activation.elementId,
    scopeKey: activation.scopeKey,
    processInstanceKey: scope.instance.processInstanceKey,
    state: 'activating',
    variables: {},
    variableKeys: {},
    children: 0,
    flows: 0,
    ...(activation.isBody && { isBody: true }),
    ...(activation.loopCounter !== undefined && { loopCounter: activation.loopCounter }),
    ...(activation.trigger && { trigger: activation.trigger }),
  };
  begin(x, tree, instance, activation.variables ?? {});
};

/** Puts a new instance, also that of a process, into its tree and starts it. */
export const begin = (
  x: Execution,
  tree: Tree,
  instance: ElementInstance,
  variables: Activation['variables'] = {},
): void => {
  tree.elements[instance.key] = instance;
  const site = findSite(x, tree, instance.key);
  if (!site) return;
  setLocalVariables(x, tree, instance, variables);
  recordElement(site, 'ELEMENT_ACTIVATING');
  tryActivation(site);
};

/** Runs a part of an element's step; what fails becomes an incident. */
export const attempt = (site: Site, retry: 'activate' | 'complete', part: () => void): void => {
  try {
    part();
  } catch (error) {
    if (!(error instanceof ElementFailure)) throw error;
    failElement(site, error, retry);
  }
};

export const tryActivation = (site: Site): void => {
  attempt(site, 'activate', () => {
    behaviourOf(site).activate(site);
  });
};

export const markActivated = (site: Site): void => {
  site.instance.state = 'activated';
  recordElement(site, 'ELEMENT_ACTIVATED');
};

/** The call activity that a process instance was begun by. */
const callerOf = ({ tree, instance }: Site): ElementInstance | undefined =>
  tree.elements[tree.processes[instance.key]?.parentElementInstanceKey ?? ''];

/** A step: ends an element, unless it, its scope or its caller has been ended or taken over meanwhile. */
export const complete = (x: Execution, tree: Tree, key: string): void => {
  const site = findSite(x, tree, key);
  if (site?.instance.state !== 'activated') return;
  const scope = scopeOf(site);
  if (scope && !admits(scope, site.element.id)) return;
  const caller = callerOf(site);
  if (caller && caller.state !== 'activated') return;
  site.instance.state = 'completing';
  recordElement(site, 'ELEMENT_COMPLETING');
  tryCompletion(site);
};

export const tryCompletion = (site: Site): void => {
  attempt(site, 'complete', () => {
    behaviourOf(site).complete?.(site);
    if (!site.instance.isBody) applyOutputs(site);
    behaviourOf(site).completed?.(site);
    closeSubscriptions(site);
    if (!startListener(site, 'end', 0)) leave(site);
  });
};

const leave = (site: Site): void => {
  // when this fails the element waits for nothing any more
  collectOutput(site);
  finish(site);
};

/** A step: takes what a listener brought, to the element at its start and to what is around it at its end; then the next one, or the element goes on. */
export const finishListener = (
  { x, tree, instance: { key } }: Site,
  { event, index }: NonNullable<Job['listener']>,
  variables: Variables,
): void => {
  const site = findSite(x, tree, key);
  if (site?.instance.state !== (event === 'start' ? 'activating' : 'completing')) return;
  const keeper = event === 'start' ? site : scopeOf(site);
  if (keeper) setLocalVariables(x, tree, keeper.instance, variables);
  attempt(site, event === 'start' ? 'activate' : 'complete', () => {
    if (startListener(site, event, index + 1)) return;
    if (event === 'start') behaviourOf(site).listened?.(site);
    else leave(site);
  });
};

const remove = (site: Site): Site | undefined => {
  delete site.tree.elements[site.instance.key];
  const scope = scopeOf(site);
  if (scope) scope.instance.children -= 1;
  return scope;
};

const finish = (site: Site): void => {
  recordElement(site, 'ELEMENT_COMPLETED');
  rememberCompensation(site);
  const scope = remove(site);
  if (site.element.type === 'PROCESS') {
    finishProcess(site, 'completed');
    return;
  }
  if (!scope) return;
  finishCompensation(site);
  const outgoing = site.instance.loopCounter === undefined ? flowsBehind(site) : [];
  if (outgoing.length > 0) for (const flow of outgoing) takeFlow(site, scope, flow);
  else behaviourOf(scope).childCompleted?.(scope, site);
};

/** Flows that a gateway or event has chosen, else all. */
const flowsBehind = ({ element, instance }: Site): readonly SequenceFlow[] => {
  const chosen = instance.chosenFlows;
  return chosen ? element.outgoing.filter(({ id }) => chosen.includes(id)) : element.outgoing;
};

const takeFlow = (site: Site, scope: Site, flow: SequenceFlow): void => {
  const { x, tree } = site;
  // an event-based gateway hands over to its event without taking the flow
  if (site.element.type !== 'EVENT_BASED_GATEWAY') recordFlowTaken(site, flow);
  scope.instance.flows += 1;
  const target = site.process.elements.get(flow.targetId);
  if (!target) return;
  const used =
    target.type === 'PARALLEL_GATEWAY' && target.incoming.length > 1 ? join(scope.instance, flow, target.incoming) : 1;
  if (used === 0) return;
  const trigger = site.instance.trigger;
  const isAwaited = site.element.type === 'EVENT_BASED_GATEWAY' && trigger?.elementId === target.id;
  const activation = {
    elementId: target.id,
    scopeKey: scope.instance.key,
    key: x.keys.take(),
    // a token that comes back to a start event is never counted as arrived in Zeebe 8.5: the scope does not end
    flows: target.type === 'START_EVENT' ? 0 : used,
    ...(target.loop && { isBody: true as const }),
    ...(isAwaited && { variables: trigger.variables }),
  };
  // what has happened is there at once, as a boundary event is
  if (isAwaited) activate(x, tree, activation);
  else pushActivation(x, tree, activation);
};

/** Counts the flows into a parallel join; how many it uses up now: one of each, or none yet. */
const join = (scope: ElementInstance, flow: SequenceFlow, incoming: readonly SequenceFlow[]): number => {
  const taken = ((scope.joins ??= {})[flow.targetId] ??= {});
  taken[flow.id] = (taken[flow.id] ?? 0) + 1;
  if (!incoming.every(({ id }) => (taken[id] ?? 0) > 0)) return 0;
  for (const { id } of incoming) taken[id] = (taken[id] ?? 0) - 1;
  if (Object.values(taken).every((count) => count === 0)) delete scope.joins[flow.targetId];
  return incoming.length;
};

export const removeTerminated = (site: Site): Site | undefined => {
  recordElement(site, 'ELEMENT_TERMINATED');
  forgetCompensations(site);
  return remove(site);
};
