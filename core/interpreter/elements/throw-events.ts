import type { ProcessElement } from '../../bpmn/executable-process.ts';
import { throwCompensation } from '../compensation.ts';
import { evaluateText } from '../evaluate.ts';
import { scopeOf, type Behaviour, type Site } from '../execution.ts';
import { ElementFailure } from '../failure.ts';
import { markActivated } from '../lifecycle.ts';
import { applyInputs } from '../output-variables.ts';
import { completeNext, pushActivation, pushCompletion } from '../push-steps.ts';
import { throwBpmnError } from '../throw-error.ts';
import { throwEscalation } from '../throw-escalation.ts';
import { jobTask } from './job-task.ts';

const codeOf = ({ x, tree, instance }: Site, code: string | null): string =>
  code === null ? '' : evaluateText({ x, tree, scopeKey: instance.key }, code);

const broadcast = (site: Site, name: string): void => {
  const { x, tree, instance } = site;
  const signalName = evaluateText({ x, tree, scopeKey: instance.key }, name);
  const variables = { ...instance.variables };
  markActivated(site);
  x.push({ keys: 0, run: () => x.outside.broadcastSignal(signalName, variables) });
  pushCompletion(site);
};

const raiseError = (site: Site, code: string | null): void => {
  const errorCode = codeOf(site, code);
  if (
    !throwBpmnError(site, errorCode, {}, () => {
      markActivated(site);
    })
  )
    throw new ElementFailure(
      'UNHANDLED_ERROR_EVENT',
      `Expected to throw an error event with the code '${errorCode}', but it was not caught.`,
      site.instance.key,
    );
};

const escalate = (site: Site, code: string | null): void => {
  const escalationCode = codeOf(site, code);
  markActivated(site);
  if (throwEscalation(site, escalationCode)) pushCompletion(site);
};

const compensate = (site: Site, activityId: string | null): void => {
  markActivated(site);
  const scope = scopeOf(site);
  // an event sub-process compensates what is around it, too
  const around = scope?.element.type === 'EVENT_SUB_PROCESS' ? [scope.instance.scopeKey] : [];
  const started = scope ? throwCompensation(site, [scope.instance.key, ...around], activityId) : 0;
  if (started === 0) completeNext(site);
};

/** From now on nothing begins in the scope any more; what runs there is ended when this event completes. */
const takeOverScope = (site: Site): void => {
  const scope = scopeOf(site)?.instance;
  if (scope) {
    scope.interruptedBy = site.element.id;
    scope.flows = 0;
    delete scope.joins;
  }
  markActivated(site);
  completeNext(site);
};

const throwIt = (site: Site, { event, type }: ProcessElement): void => {
  const isPassed = type !== 'END_EVENT' && (event?.type === 'ERROR' || event?.type === 'TERMINATE');
  const wanted = isPassed ? null : event;
  switch (wanted?.type) {
    case 'SIGNAL':
      broadcast(site, wanted.name);
      break;
    case 'ERROR':
      raiseError(site, wanted.code);
      break;
    case 'TERMINATE':
      takeOverScope(site);
      break;
    case 'ESCALATION':
      escalate(site, wanted.code);
      break;
    case 'COMPENSATION':
      compensate(site, wanted.activityId);
      break;
    default:
      markActivated(site);
      if (type === 'END_EVENT') completeNext(site);
      else pushCompletion(site);
  }
};

/** Intermediate throw events and end events. */
export const throwEvent: Behaviour = {
  activate: (site) => {
    if (site.element.eventType === 'MESSAGE') {
      jobTask.activate(site);
      return;
    }
    applyInputs(site);
    throwIt(site, site.element);
  },
  complete: (site) => {
    const { x, tree, process, element } = site;
    const target =
      element.event?.type === 'LINK' ? process.linkTargets.get(`${element.scopeId}/${element.event.name}`) : undefined;
    const scope = scopeOf(site);
    if (target === undefined || !scope) return;
    scope.instance.flows += 1;
    pushActivation(x, tree, { elementId: target, scopeKey: scope.instance.key, key: x.keys.take(), flows: 1 });
  },
};
