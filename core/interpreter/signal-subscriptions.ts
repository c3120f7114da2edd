import type { Execution, Site } from './execution.ts';
import { ofElement, type SignalSubscription, type Tree } from './tree.ts';
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

/**
 * Of several events of one element instance that wait for the same signal Zeebe 8.5 keeps only the last one; those before
 * it are never told to be closed.
 */
const forgetSame = ({ x, tree, instance }: Site, name: string): void => {
  for (const signal of ofElement(tree.signals, instance.key))
    if (signal.name === name) {
      delete tree.signals[signal.key];
      closeWait(x, signal.key);
    }
};

export const openSignal = (site: Site, elementId: string, name: string): void => {
  const { x, tree, instance } = site;
  forgetSame(site, name);
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
