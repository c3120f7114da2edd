import { finishCompensation } from './compensation.ts';
import { recordElement } from './element-record.ts';
import { activateCaughtEvent } from './event-activation.ts';
import { findSite, type Execution, type Site } from './execution.ts';
import { closeIncidentsOf } from './incidents.ts';
import { cancelJobsOf } from './jobs.ts';
import { isOpen, removeTerminated } from './lifecycle.ts';
import { finishProcess } from './process-end.ts';
import { pushCompletion, pushTermination, terminateChildrenLater } from './push-steps.ts';
import { invalidArgument } from './reject.ts';
import { closeSubscriptions } from './subscriptions.ts';
import type { Tree } from './tree.ts';
import { cancelUserTasksOf } from './user-tasks.ts';

/** A step: ends an element and everything inside it. */
export const terminate = (x: Execution, tree: Tree, key: string): void => {
  const site = findSite(x, tree, key);
  if (!site || site.instance.state === 'terminating') return;
  const { instance } = site;
  instance.state = 'terminating';
  recordElement(site, 'ELEMENT_TERMINATING');
  closeSubscriptions(site);
  cancelJobsOf(site);
  cancelUserTasksOf(site);
  closeIncidentsOf(x, tree, instance.key);
  if (instance.children > 0) terminateChildrenLater(site);
  else if (instance.calledKey !== undefined && tree.elements[instance.calledKey])
    pushTermination(x, tree, instance.calledKey);
  else terminated(site);
};

/** An element instance whose inside has come to its end is gone; its scope goes on from there. */
export const terminated = (site: Site): void => {
  const { x, tree, process, instance, element } = site;
  const scope = removeTerminated(site);
  if (element.type === 'PROCESS') {
    const caller = tree.elements[tree.processes[instance.key]?.parentElementInstanceKey ?? ''];
    finishProcess(site, 'terminated');
    const callerSite = caller && findSite(x, tree, caller.key);
    if (callerSite?.instance.state === 'terminating') terminated(callerSite);
    return;
  }
  if (!scope) return;
  finishCompensation(site);
  const trigger = instance.trigger;
  const caught = trigger && process.elements.get(trigger.elementId);
  if (trigger && caught?.type === 'BOUNDARY_EVENT' && isOpen(scope))
    x.next({
      keys: Object.keys(trigger.variables).length,
      run: () => {
        activateCaughtEvent(scope, caught, trigger.variables);
      },
    });
  else childTerminated(scope, site);
};

const childTerminated = (scope: Site, child: Site): void => {
  const { instance, process } = scope;
  if (instance.loop) instance.loop.terminated += 1;
  if (instance.children > 0) return;
  if (instance.state === 'terminating') {
    terminated(scope);
    return;
  }
  const taker = instance.interruptedBy === undefined ? undefined : process.elements.get(instance.interruptedBy);
  // Zeebe 8.5 never begins an event sub-process that has taken over another one
  if (taker?.type === 'EVENT_SUB_PROCESS' && scope.element.type === 'EVENT_SUB_PROCESS') return;
  if (taker?.type === 'EVENT_SUB_PROCESS' && instance.trigger) {
    const { elementId, variables } = instance.trigger;
    delete instance.trigger;
    const start = process.elements.get(elementId);
    if (start) activateCaughtEvent(scope, start, variables);
  } else if (taker?.type === 'END_EVENT' || (instance.isBody && isBodyDone(scope))) {
    pushCompletion(scope);
  } else if (child.instance.modified && instance.flows === 0) {
    checkNotCalled(scope);
    instance.modified = true;
    pushTermination(scope.x, scope.tree, instance.key);
  }
};

/** A modification does not end a called instance: its caller would wait for nothing. The command is given up as a whole. */
const checkNotCalled = ({ tree, instance }: Site): void => {
  const parent = tree.processes[instance.key]?.parentProcessInstanceKey ?? '-1';
  if (parent !== '-1')
    throw invalidArgument(`Process instance ${instance.key} would end; modify ${parent}, which has called it`);
};

const isBodyDone = ({ instance }: Site): boolean => instance.loop?.isDone === true;
