import { evaluateText } from '../evaluate.ts';
import type { Behaviour } from '../execution.ts';
import { applyInputs } from '../output-variables.ts';
import { jobTask } from './job-task.ts';

export const businessRuleTask: Behaviour = {
  activate: (site) => {
    const { x, tree, element, instance } = site;
    const decision = element.decision;
    if (!decision) {
      jobTask.activate(site);
      return;
    }
    applyInputs(site);
    const decisionId = evaluateText({ x, tree, scopeKey: instance.key }, decision.decisionId);
    x.next({ keys: 0, run: () => x.outside.evaluateDecision(site, decisionId) });
  },
};
