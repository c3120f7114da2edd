import type { Behaviour } from '../execution.ts';
import { markActivated } from '../lifecycle.ts';
import { applyInputs } from '../output-variables.ts';
import { pushCompletion } from '../push-steps.ts';

/** Elements that wait for nothing: tasks without a job, boundary events. */
export const passThrough: Behaviour = {
  activate: (site) => {
    applyInputs(site);
    markActivated(site);
    pushCompletion(site);
  },
};
