import type { Site, Execution } from './execution.ts';
import { NO_CATCH_EVENT } from './incidents.ts';
import { ofElement, type Job, type Tree } from './tree.ts';
import type { Variables } from '../contracts/json.ts';
import { closeWait, openWait } from './waits.ts';

export const USER_TASK_JOB_TYPE = 'io.camunda.zeebe:userTask';

export const recordJob = (x: Execution, tree: Tree, job: Job, intent: string, variables: Variables = {}): void => {
  const instance = tree.elements[job.elementInstanceKey];
  const process = instance && tree.processes[instance.processInstanceKey];
  x.records.push({
    valueType: 'JOB',
    intent,
    key: job.key,
    timestamp: x.now,
    value: {
      type: job.type,
      retries: job.retries,
      retryBackoff: job.retryBackOff,
      recurringTime: job.recurringTime,
      customHeaders: job.headers,
      errorCode: job.errorCode,
      errorMessage: job.errorMessage,
      variables,
      bpmnProcessId: process?.bpmnProcessId ?? '',
      processDefinitionKey: process?.definitionKey ?? '-1',
      processDefinitionVersion: process?.version ?? -1,
      processInstanceKey: instance?.processInstanceKey ?? '-1',
      elementId: job.state === 'errorThrown' ? NO_CATCH_EVENT : (instance?.elementId ?? ''),
      elementInstanceKey: job.elementInstanceKey,
      jobKind: job.listener ? 'EXECUTION_LISTENER' : 'BPMN_ELEMENT',
      deadline: -1,
      timeout: -1,
      worker: '',
      tenantId: '<default>',
    },
  });
};

/** A job that nobody may take (an error was thrown) has no wait but its incident's. */
export const publishJob = (x: Execution, tree: Tree, job: Job): void => {
  openWait(x, tree, job.elementInstanceKey, {
    key: job.key,
    kind: 'job',
    elementId: tree.elements[job.elementInstanceKey]?.elementId ?? '',
    name: job.type,
    dueAt: job.recurringTime === -1 ? null : job.recurringTime,
    retries: job.state === 'errorThrown' ? 0 : job.retries,
  });
};

export const createJob = (
  { x, tree, instance }: Site,
  spec: Pick<Job, 'type' | 'retries' | 'headers' | 'isUserTask' | 'listener'>,
): void => {
  const job: Job = {
    ...spec,
    key: x.keys.take(),
    elementInstanceKey: instance.key,
    state: 'open',
    recurringTime: -1,
    retryBackOff: 0,
    errorCode: '',
    errorMessage: '',
  };
  tree.jobs[job.key] = job;
  recordJob(x, tree, job, 'CREATED');
  publishJob(x, tree, job);
};

export const removeJob = (x: Execution, tree: Tree, job: Job): void => {
  delete tree.jobs[job.key];
  closeWait(x, job.key);
};
export const cancelJobsOf = ({ x, tree, instance }: Site): void => {
  for (const job of ofElement(tree.jobs, instance.key)) {
    recordJob(x, tree, job, 'CANCELED');
    removeJob(x, tree, job);
  }
};
