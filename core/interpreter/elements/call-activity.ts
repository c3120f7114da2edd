import { evaluateText } from '../evaluate.ts';
import type { Behaviour } from '../execution.ts';
import { applyInputs } from '../output-variables.ts';

export const callActivity: Behaviour = {
  activate: (site) => {
    const { x, tree, element, instance } = site;
    applyInputs(site);
    const processId = evaluateText({ x, tree, scopeKey: instance.key }, element.called?.processId ?? '');
    x.next({ keys: 0, run: () => x.outside.callProcess(site, processId) });
  },
};
