import type { CommandAnswer, EngineCommand } from '../../contracts/engine-command.ts';
import { evaluateList } from '../evaluate.ts';
import { behaviourOf, findSite, scopeOf, type Site } from '../execution.ts';
import { ElementFailure } from '../failure.ts';
import { closeIncident } from '../incidents.ts';
import { publishJob } from '../jobs.ts';
import { attempt, tryCompletion } from '../lifecycle.ts';
import { loopVariables } from '../loop-variables.ts';
import { notFound } from '../reject.ts';
import type { Session } from '../session.ts';
import type { Incident } from '../tree.ts';
import { setLocalVariables } from '../variables.ts';
import { getTreeOf, getWait } from './find-open.ts';

const reopenJob = ({ x, tree }: Site, { jobKey }: Incident): void => {
  const job = tree.jobs[jobKey];
  if (!job) return;
  job.state = 'open';
  job.recurringTime = -1;
  publishJob(x, tree, job);
};

/**
 * An activation that is tried again begins with what the loop gives, whatever was set meanwhile; the collection is what
 * the instance itself sees by now.
 * @throws ElementFailure EXTRACT_VALUE_ERROR
 */
const resetLoopVariables = (site: Site): void => {
  const { x, tree, element, instance } = site;
  const body = scopeOf(site);
  const { loopCounter } = instance;
  if (loopCounter === undefined || !element.loop || !body?.instance.isBody) return;
  const items = evaluateList({ x, tree, scopeKey: instance.key }, element.loop.inputCollection);
  if (loopCounter > items.length)
    throw new ElementFailure('EXTRACT_VALUE_ERROR', `The input collection has no item ${loopCounter}.`, instance.key);
  setLocalVariables(x, tree, instance, loopVariables(body, loopCounter, items));
};

const retry = (site: Site, incident: Incident): void => {
  const { x, instance } = site;
  if (incident.retry === 'job') {
    reopenJob(site, incident);
    return;
  }
  const variables = Object.keys(instance.variables).length + Object.keys(instance.trigger?.variables ?? {}).length;
  x.push({
    keys: variables,
    run: () => {
      if (incident.retry === 'activate' && instance.state === 'activating') {
        attempt(site, 'activate', () => {
          resetLoopVariables(site);
          behaviourOf(site).activate(site);
        });
      }
      if (incident.retry === 'complete' && instance.state === 'completing') tryCompletion(site);
    },
  });
};

export const resolveIncident = async (
  session: Session,
  { incidentKey }: Extract<EngineCommand, { type: 'resolveIncident' }>,
): Promise<CommandAnswer> => {
  const { x } = session;
  const tree = await getTreeOf(session, await getWait(session, 'incident', incidentKey));
  const incident = tree.incidents[incidentKey];
  const site = incident && findSite(x, tree, incident.elementInstanceKey);
  if (!site) throw notFound('incident', incidentKey);
  const job = tree.jobs[incident.jobKey];
  if (job && job.retries < 1) throw notFound('Retries of job', incident.jobKey);
  closeIncident(x, tree, incident);
  retry(site, incident);
  return {};
};
