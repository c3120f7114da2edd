import type { Behaviour } from '../execution.ts';
import { evaluateAny } from '../evaluate.ts';
import { markActivated } from '../lifecycle.ts';
import { applyInputs } from '../output-variables.ts';
import { pushCompletion } from '../push-steps.ts';
import { jobTask } from './job-task.ts';

export const scriptTask: Behaviour = {
  activate: (site) => {
    const { x, tree, element, instance } = site;
    const script = element.script;
    if (!script) {
      jobTask.activate(site);
      return;
    }
    applyInputs(site);
    const value = evaluateAny({ x, tree, scopeKey: instance.key }, script.expression);
    instance.trigger = { elementId: element.id, variables: { [script.resultVariable]: value } };
    markActivated(site);
    pushCompletion(site);
  },
};
