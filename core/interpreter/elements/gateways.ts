import type { SequenceFlow } from '../../bpmn/executable-process.ts';
import { evaluateFlag } from '../evaluate.ts';
import type { Behaviour, Site } from '../execution.ts';
import { ElementFailure } from '../failure.ts';
import { markActivated } from '../lifecycle.ts';
import { completeNext } from '../push-steps.ts';

const holds = ({ x, tree, instance }: Site, { condition }: SequenceFlow): boolean =>
  condition === null || evaluateFlag({ x, tree, scopeKey: instance.key }, condition);

const defaultOf = ({ element, instance }: Site): readonly string[] => {
  if (element.defaultFlowId !== null) return [element.defaultFlowId];
  throw new ElementFailure(
    'CONDITION_ERROR',
    'Expected at least one condition to evaluate to true, or to have a default flow',
    instance.key,
  );
};

const decide = (site: Site, choose: (flows: readonly SequenceFlow[]) => readonly SequenceFlow[]): void => {
  const { element, instance } = site;
  if (element.outgoing.length > 0) {
    const chosen = choose(element.outgoing.filter(({ id }) => id !== element.defaultFlowId));
    instance.chosenFlows = chosen.length > 0 ? chosen.map(({ id }) => id) : defaultOf(site);
  }
  markActivated(site);
  completeNext(site);
};

/** Like the others it ends before anything else happens. Its flows have been joined on the way here. */
export const parallelGateway: Behaviour = {
  activate: (site) => {
    markActivated(site);
    completeNext(site);
  },
};
export const exclusiveGateway: Behaviour = {
  activate: (site) => {
    decide(site, (flows) => {
      const first = flows.find((flow) => holds(site, flow));
      return first ? [first] : [];
    });
  },
};
export const inclusiveGateway: Behaviour = {
  activate: (site) => {
    decide(site, (flows) => flows.filter((flow) => holds(site, flow)));
  },
};
