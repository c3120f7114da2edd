import { getElement, type ProcessElement } from '../bpmn/executable-process.ts';
import type { Variables } from '../contracts/json.ts';
import type { Execution, Site } from './execution.ts';
import { pushActivation } from './push-steps.ts';

/** Keys that an event takes at once, beside one for each variable that it brings. */
const EVENT_KEYS = 64;

/** What an event that comes from outside of a step needs before it begins anything. */
export const reserveForEvent = ({ keys }: Execution, variables: Variables): Promise<void> | void =>
  keys.reserve(EVENT_KEYS + Object.keys(variables).length);

/**
 * Begins what an event leads to: a boundary event in this scope, which is there at once, or the event sub-process of a start event.
 * Keys for the variables must be reserved.
 */
export const activateCaughtEvent = (scope: Site, event: ProcessElement, variables: Variables): void => {
  const { x, tree, process, instance } = scope;
  const key = x.keys.take();
  if (event.type === 'BOUNDARY_EVENT') {
    x.actions.activate(x, tree, { elementId: event.id, scopeKey: instance.key, key, variables });
    return;
  }
  const subProcess = getElement(process, event.scopeId);
  pushActivation(x, tree, {
    elementId: subProcess.id,
    scopeKey: instance.key,
    key,
    trigger: { elementId: event.id, variables },
  });
};
