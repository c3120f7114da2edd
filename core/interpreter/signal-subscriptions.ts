import type { Execution, Site } from './execution.ts';
import type { SignalSubscription, Tree } from './tree.ts';
import { closeWait, openWait } from './waits.ts';

const recordSignalSubscription = (x: Execution, tree: Tree, signal: SignalSubscription, intent: string): void => {
  const instance = tree.elements[signal.elementInstanceKey];
  const process = instance && tree.processes[instance.processInstanceKey];
  x.records.push({
    valueType: 'SIGNAL_SUBSCRIPTION',
    intent,
    key: signal.key,
    timestamp: x.now,
    value: {
      bpmnProcessId: process?.bpmnProcessId ?? '',
      processDefinitionKey: process?.definitionKey ?? '-1',
      signalName: signal.name,
      catchEventId: signal.elementId,
      catchEventInstanceKey: signal.elementInstanceKey,
      tenantId: '<default>',
    },
  });
};

export const openSignal = ({ x, tree, instance }: Site, elementId: string, name: string): void => {
  const signal: SignalSubscription = { key: x.keys.take(), elementInstanceKey: instance.key, elementId, name };
  tree.signals[signal.key] = signal;
  recordSignalSubscription(x, tree, signal, 'CREATED');
  openWait(x, tree, instance.key, { key: signal.key, kind: 'signal', elementId, name });
};
export const closeSignal = (x: Execution, tree: Tree, signal: SignalSubscription): void => {
  recordSignalSubscription(x, tree, signal, 'DELETED');
  delete tree.signals[signal.key];
  closeWait(x, signal.key);
};
