import type { Behaviour, Site } from '../execution.ts';
import { markActivated } from '../lifecycle.ts';
import { applyInputs } from '../output-variables.ts';
import { pushCompletion } from '../push-steps.ts';
import { openSubscriptions } from '../subscriptions.ts';

const isBehindEventGateway = ({ process, element }: Site): boolean =>
  element.incoming.some(({ sourceId }) => process.elements.get(sourceId)?.type === 'EVENT_BASED_GATEWAY');

export const catchEvent: Behaviour = {
  activate: (site) => {
    // what has happened already is passed, without a look at its input mappings
    const happened = isBehindEventGateway(site) || site.element.eventType === 'LINK';
    if (!happened) {
      applyInputs(site);
      openSubscriptions(site);
    }
    markActivated(site);
    if (happened) pushCompletion(site);
  },
};
export const receiveTask: Behaviour = {
  activate: (site) => {
    applyInputs(site);
    openSubscriptions(site);
    markActivated(site);
  },
};
export const eventBasedGateway: Behaviour = {
  activate: (site) => {
    openSubscriptions(site);
    markActivated(site);
  },
};
