import { scopeOf, type Behaviour } from '../execution.ts';
import { markActivated } from '../lifecycle.ts';
import { pushCompletion } from '../push-steps.ts';
import { openSubscriptions } from '../subscriptions.ts';

/**
 * With its end the scope around begins to wait for its events: they may need what the start event brought, and what
 * fails is an incident of the start event.
 */
export const startEvent: Behaviour = {
  activate: (site) => {
    markActivated(site);
    pushCompletion(site);
  },
  completed: (site) => {
    const scope = scopeOf(site);
    if (scope) openSubscriptions(scope);
  },
};
