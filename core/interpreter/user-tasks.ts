import type { Variables } from '../contracts/json.ts';
import type { Execution, Site } from './execution.ts';
import { ofElement, type Tree, type UserTask } from './tree.ts';
import { closeWait, openWait } from './waits.ts';

export type UserTaskNote = {
  readonly action?: string;
  readonly changed?: readonly string[];
  readonly variables?: Variables;
};

/** Every record of a user task carries all of its state. */
export const recordUserTask = (
  x: Execution,
  tree: Tree,
  task: UserTask,
  intent: string,
  note: UserTaskNote = {},
): void => {
  const instance = tree.elements[task.elementInstanceKey];
  const process = instance && tree.processes[instance.processInstanceKey];
  x.records.push({
    valueType: 'USER_TASK',
    intent,
    key: task.key,
    timestamp: x.now,
    value: {
      userTaskKey: task.key,
      assignee: task.assignee,
      candidateGroupsList: task.candidateGroups,
      candidateUsersList: task.candidateUsers,
      dueDate: task.dueDate,
      followUpDate: task.followUpDate,
      formKey: task.formKey,
      externalFormReference: task.externalFormReference,
      customHeaders: task.headers,
      creationTimestamp: task.createdAt,
      action: note.action ?? '',
      changedAttributes: note.changed ?? [],
      variables: note.variables ?? {},
      bpmnProcessId: process?.bpmnProcessId ?? '',
      processDefinitionKey: process?.definitionKey ?? '-1',
      processDefinitionVersion: process?.version ?? -1,
      processInstanceKey: instance?.processInstanceKey ?? '-1',
      elementId: instance?.elementId ?? '',
      elementInstanceKey: task.elementInstanceKey,
      tenantId: '<default>',
    },
  });
};

export const openUserTask = ({ x, tree, element, instance }: Site, task: UserTask): void => {
  tree.userTasks[task.key] = task;
  recordUserTask(x, tree, task, 'CREATING');
  recordUserTask(x, tree, task, 'CREATED');
  openWait(x, tree, instance.key, { key: task.key, kind: 'userTask', elementId: element.id });
};
export const removeUserTask = (x: Execution, tree: Tree, task: UserTask): void => {
  delete tree.userTasks[task.key];
  closeWait(x, task.key);
};
export const cancelUserTasksOf = ({ x, tree, instance }: Site): void => {
  for (const task of ofElement(tree.userTasks, instance.key)) {
    recordUserTask(x, tree, task, 'CANCELING');
    recordUserTask(x, tree, task, 'CANCELED');
    removeUserTask(x, tree, task);
  }
};
