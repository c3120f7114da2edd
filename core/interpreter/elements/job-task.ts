import type { Behaviour, Site } from '../execution.ts';
import { createJob } from '../jobs.ts';
import { markActivated } from '../lifecycle.ts';
import { evaluateJob, startListener } from '../listeners.ts';
import { applyInputs } from '../output-variables.ts';
import { openSubscriptions } from '../subscriptions.ts';

const startWork = (site: Site): void => {
  const { job, headers } = site.element;
  const evaluated = evaluateJob(site, job ?? { type: '', retries: '3' });
  openSubscriptions(site);
  createJob(site, { ...evaluated, headers, isUserTask: false });
  markActivated(site);
};

/** Everything that a worker does: service and send tasks, message throw events, and others with a task definition. */
export const jobTask: Behaviour = {
  activate: (site) => {
    applyInputs(site);
    if (!startListener(site, 'start', 0)) startWork(site);
  },
  listened: startWork,
};
