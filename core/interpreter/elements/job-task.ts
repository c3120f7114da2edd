import { evaluateNumber, evaluateText } from '../evaluate.ts';
import type { Behaviour, Site } from '../execution.ts';
import { createJob } from '../jobs.ts';
import { markActivated } from '../lifecycle.ts';
import { applyInputs } from '../output-variables.ts';
import { openSubscriptions } from '../subscriptions.ts';

const evaluateJob = ({ x, tree, element, instance }: Site) => {
  const scope = { x, tree, scopeKey: instance.key };
  const job = element.job ?? { type: '', retries: '3' };
  return { type: evaluateText(scope, job.type), retries: evaluateNumber(scope, job.retries), headers: element.headers };
};

/** Everything that a worker does: service and send tasks, message throw events, and others with a task definition. */
export const jobTask: Behaviour = {
  activate: (site) => {
    applyInputs(site);
    const job = evaluateJob(site);
    openSubscriptions(site);
    createJob(site, { ...job, isUserTask: false });
    markActivated(site);
  },
};
