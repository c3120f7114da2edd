import type { Execution, Site } from './execution.ts';
import type { Schedule } from './time/timer-schedule.ts';
import type { Timer, Tree } from './tree.ts';
import { closeWait, openWait } from './waits.ts';

const recordTimer = (x: Execution, tree: Tree, timer: Timer, intent: string): void => {
  const instance = tree.elements[timer.elementInstanceKey];
  const process = instance && tree.processes[instance.processInstanceKey];
  x.records.push({
    valueType: 'TIMER',
    intent,
    key: timer.key,
    timestamp: x.now,
    value: {
      elementInstanceKey: timer.elementInstanceKey,
      processInstanceKey: instance?.processInstanceKey ?? '-1',
      processDefinitionKey: process?.definitionKey ?? '-1',
      targetElementId: timer.elementId,
      dueDate: timer.dueAt,
      repetitions: timer.repetitions,
      tenantId: '<default>',
    },
  });
};

export const openTimer = ({ x, tree, instance }: Site, elementId: string, schedule: Schedule): void => {
  const timer: Timer = { key: x.keys.take(), elementInstanceKey: instance.key, elementId, ...schedule };
  tree.timers[timer.key] = timer;
  recordTimer(x, tree, timer, 'CREATED');
  openWait(x, tree, instance.key, { key: timer.key, kind: 'timer', elementId, dueAt: timer.dueAt });
};
export const closeTimer = (x: Execution, tree: Tree, timer: Timer, intent: 'CANCELED' | 'TRIGGERED'): void => {
  recordTimer(x, tree, timer, intent);
  delete tree.timers[timer.key];
  closeWait(x, timer.key);
};
