import type { Behaviour, Site } from '../execution.ts';
import { markActivated } from '../lifecycle.ts';
import { applyInputs } from '../output-variables.ts';
import { pushActivation, pushCompletion, terminateChildrenLater } from '../push-steps.ts';
import type { EventTrigger } from '../tree.ts';
import { closeSubscriptions, openSubscriptions } from '../subscriptions.ts';

const isAtRest = ({ instance }: Site): boolean => instance.children === 0 && instance.flows === 0;

const endByTerminateEvent = (scope: Site): void => {
  const { instance, element } = scope;
  closeSubscriptions(scope, (id) => element.eventStartIds.includes(id));
  if (instance.children > 0) terminateChildrenLater(scope);
  else pushCompletion(scope);
};

const childCompleted = (scope: Site, child: Site): void => {
  if (scope.instance.state !== 'activated') return;
  if (child.element.type === 'END_EVENT' && child.element.eventType === 'TERMINATE') endByTerminateEvent(scope);
  else if (isAtRest(scope)) pushCompletion(scope);
};

/** Takes the trigger off the scope: it belongs to the start event, which hands the variables on. */
const startWith = (site: Site, startId: string | undefined): void => {
  const { x, tree, instance } = site;
  const variables = instance.trigger?.variables;
  delete instance.trigger;
  if (startId !== undefined && !instance.isStartless)
    pushActivation(x, tree, {
      elementId: startId,
      scopeKey: instance.key,
      key: x.keys.take(),
      ...(variables && { variables }),
    });
};

/** What has happened is there at once. */
const startTriggered = (site: Site, { elementId, variables }: EventTrigger): void => {
  const { x, tree, instance } = site;
  delete instance.trigger;
  x.actions.activate(x, tree, { elementId, scopeKey: instance.key, key: x.keys.take(), variables });
};

export const subProcess: Behaviour = {
  activate: (site) => {
    applyInputs(site);
    if (site.instance.isStartless) openSubscriptions(site);
    markActivated(site);
    startWith(site, site.element.startIds[0]);
  },
  childCompleted,
};

export const eventSubProcess: Behaviour = {
  activate: (site) => {
    applyInputs(site);
    markActivated(site);
    startWith(site, site.element.startIds[0]);
  },
  childCompleted,
};

/** Of several start events the trigger names one, else it is the one without an event definition. */
export const process: Behaviour = {
  activate: (site) => {
    const { process: model, element, instance } = site;
    const noneStart = element.startIds.find((id) => model.elements.get(id)?.eventType === 'NONE');
    if (instance.isStartless) openSubscriptions(site);
    markActivated(site);
    const { trigger } = instance;
    if (trigger && !instance.isStartless) startTriggered(site, trigger);
    else startWith(site, noneStart);
  },
  childCompleted,
};
