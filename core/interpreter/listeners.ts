import type { JobDefinition, ListenerEvent } from '../bpmn/executable-process.ts';
import { evaluateNumber, evaluateText } from './evaluate.ts';
import type { Site } from './execution.ts';
import { createJob } from './jobs.ts';
import type { Job } from './tree.ts';

/** @throws ElementFailure EXTRACT_VALUE_ERROR */
export const evaluateJob = (
  { x, tree, instance }: Site,
  { type, retries }: JobDefinition,
): Pick<Job, 'type' | 'retries'> => {
  const scope = { x, tree, scopeKey: instance.key };
  return { type: evaluateText(scope, type), retries: evaluateNumber(scope, retries) };
};

/**
 * Creates the job of an element's listener; a multi-instance body has none, its inner instances have.
 * @returns false when there is no listener at this position: the element goes on
 * @throws ElementFailure EXTRACT_VALUE_ERROR
 */
export const startListener = (site: Site, event: ListenerEvent, index: number): boolean => {
  const listener = site.instance.isBody ? undefined : site.element.listeners[event][index];
  if (!listener) return false;
  createJob(site, { ...evaluateJob(site, listener), headers: {}, isUserTask: false, listener: { event, index } });
  return true;
};
