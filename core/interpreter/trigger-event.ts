import { getElement, type ProcessElement } from '../bpmn/executable-process.ts';
import type { Variables } from '../contracts/json.ts';
import { activateCaughtEvent } from './event-activation.ts';
import { scopeOf, type Site } from './execution.ts';
import { isOpen } from './lifecycle.ts';
import { pushCompletion, pushTermination, terminateChildren } from './push-steps.ts';
import { closeSubscriptions } from './subscriptions.ts';

const triggerEventSubProcess = (site: Site, start: ProcessElement, variables: Variables): void => {
  const { instance, element } = site;
  if (!start.interrupting) {
    activateCaughtEvent(site, start, variables);
    return;
  }
  closeSubscriptions(site, (elementId) => element.eventStartIds.includes(elementId));
  instance.interruptedBy = start.scopeId;
  instance.flows = 0;
  delete instance.joins;
  if (instance.children > 0) {
    instance.trigger = { elementId: start.id, variables };
    terminateChildren(site);
  } else {
    activateCaughtEvent(site, start, variables);
  }
};

const triggerBoundaryEvent = (site: Site, event: ProcessElement, variables: Variables): boolean => {
  const scope = scopeOf(site);
  if (!scope || !isOpen(scope)) return false;
  if (!event.interrupting) {
    activateCaughtEvent(scope, event, variables);
    return true;
  }
  site.instance.trigger = { elementId: event.id, variables };
  closeSubscriptions(site);
  pushTermination(site.x, site.tree, site.instance.key);
  return true;
};

/**
 * Something that an element instance waits for has happened.
 * @param site the element instance that caught it
 * @returns false when it is too late: the element is ending, or its scope was taken over
 */
export const triggerEvent = (site: Site, eventId: string, variables: Variables): boolean => {
  const event = getElement(site.process, eventId);
  if (event.type === 'BOUNDARY_EVENT')
    return (
      site.instance.trigger === undefined &&
      site.instance.state !== 'terminating' &&
      triggerBoundaryEvent(site, event, variables)
    );
  if (!isOpen(site)) return false;
  if (event.type === 'START_EVENT') {
    // Zeebe 8.5 does not begin an event sub-process inside another one
    if (site.element.type === 'EVENT_SUB_PROCESS' && !event.interrupting) return false;
    triggerEventSubProcess(site, event, variables);
    return true;
  }
  if (site.instance.trigger !== undefined) return false;
  site.instance.trigger = { elementId: eventId, variables };
  if (site.element.type === 'EVENT_BASED_GATEWAY')
    site.instance.chosenFlows = site.element.outgoing.flatMap((flow) => (flow.targetId === eventId ? [flow.id] : []));
  closeSubscriptions(site, (id) => site.element.type === 'EVENT_BASED_GATEWAY' || id === eventId);
  pushCompletion(site);
  return true;
};
