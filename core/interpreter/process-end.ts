import { findSite, type Site } from './execution.ts';
import { pushCompletion } from './push-steps.ts';

const completeCaller = (caller: Site, called: Site): void => {
  const { element, instance } = caller;
  if (instance.state !== 'activated') return;
  if (element.outputs.length > 0 || element.called?.propagateAllChildVariables)
    instance.trigger = { elementId: element.id, variables: called.instance.variables };
  pushCompletion(caller);
};

/** A process instance is gone: its caller goes on, or its tree ends. */
export const finishProcess = (site: Site, how: 'completed' | 'terminated'): void => {
  const { x, tree, instance } = site;
  const process = tree.processes[instance.key];
  if (!process) return;
  delete tree.processes[instance.key];
  if (process.parentProcessInstanceKey !== '-1') {
    const caller = findSite(x, tree, process.parentElementInstanceKey);
    if (caller && how === 'completed') completeCaller(caller, site);
    return;
  }
  x.trees.set(tree.rootKey, null);
  if (tree.startedByCorrelationKey !== undefined)
    x.next({ keys: 0, run: () => x.outside.processInstanceEnded(tree, process.bpmnProcessId) });
};
