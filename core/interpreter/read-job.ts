import type { Variables } from '../contracts/json.ts';
import type { InstanceTree } from './api.ts';
import { openTree } from './tree.ts';
import { readVariables } from './variables.ts';

/** What a worker is told about a job. */
export type JobView = {
  readonly key: string;
  readonly type: string;
  readonly retries: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly processInstanceKey: string;
  readonly bpmnProcessId: string;
  readonly processDefinitionKey: string;
  readonly elementId: string;
  readonly elementInstanceKey: string;
  /** All variables visible from the job's element; local ones win. */
  readonly variables: Variables;
};

const placeOf = (tree: InstanceTree, elementInstanceKey: string) => {
  const { elements, processes } = openTree(tree);
  const instance = elements[elementInstanceKey];
  const process = instance && processes[instance.processInstanceKey];
  return (
    instance &&
    process && {
      processInstanceKey: process.key,
      bpmnProcessId: process.bpmnProcessId,
      processDefinitionKey: process.definitionKey,
      elementId: instance.elementId,
      elementInstanceKey,
      variables: readVariables(openTree(tree), elementInstanceKey),
    }
  );
};

/** Undefined when nobody may take the job: it is done, has failed (its back-off or its incident is open) or has thrown an error. */
export const readJob = (tree: InstanceTree, jobKey: string): JobView | undefined => {
  const job = openTree(tree).jobs[jobKey];
  const place = job?.state === 'open' && placeOf(tree, job.elementInstanceKey);
  if (!job || !place) return undefined;
  return { key: job.key, type: job.type, retries: job.retries, headers: job.headers, ...place };
};

export type UserTaskView = Omit<JobView, 'type' | 'retries'> & {
  readonly assignee: string;
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
  readonly dueDate: string;
  readonly followUpDate: string;
  readonly formKey: string;
};

/** A native user task; undefined when it is not open any more. */
export const readUserTask = (tree: InstanceTree, key: string): UserTaskView | undefined => {
  const task = openTree(tree).userTasks[key];
  const place = task && placeOf(tree, task.elementInstanceKey);
  if (!task || !place) return undefined;
  const { assignee, candidateGroups, candidateUsers, dueDate, followUpDate, formKey, headers } = task;
  return { key, assignee, candidateGroups, candidateUsers, dueDate, followUpDate, formKey, headers, ...place };
};
