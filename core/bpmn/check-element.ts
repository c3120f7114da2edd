import { checkTexts } from './check-texts.ts';
import type { ElementType, EventType, ExecutableProcess, ProcessElement } from './executable-process.ts';
import { findingsOf, type Finding } from './finding.ts';

/** Intermediate events that cannot be thrown, as Zeebe does it, are passed like one without a definition. */
const throwTypes: readonly EventType[] = [
  'NONE',
  'MESSAGE',
  'SIGNAL',
  'ESCALATION',
  'COMPENSATION',
  'LINK',
  'TERMINATE',
  'ERROR',
  'TIMER',
];
const endTypes: readonly EventType[] = [
  'NONE',
  'MESSAGE',
  'SIGNAL',
  'ERROR',
  'ESCALATION',
  'COMPENSATION',
  'TERMINATE',
];
const eventTypes: Partial<Record<ElementType, readonly EventType[]>> = {
  INTERMEDIATE_CATCH_EVENT: ['MESSAGE', 'TIMER', 'SIGNAL', 'LINK'],
  INTERMEDIATE_THROW_EVENT: throwTypes,
  END_EVENT: endTypes,
  BOUNDARY_EVENT: ['MESSAGE', 'TIMER', 'SIGNAL', 'ERROR', 'ESCALATION', 'COMPENSATION'],
};
const needsJob = ({ type, eventType, decision, script }: ProcessElement): boolean =>
  type === 'SERVICE_TASK' ||
  type === 'SEND_TASK' ||
  (type === 'BUSINESS_RULE_TASK' && !decision) ||
  (type === 'SCRIPT_TASK' && !script) ||
  ((type === 'INTERMEDIATE_THROW_EVENT' || type === 'END_EVENT') && eventType === 'MESSAGE');

const needsCorrelation = (process: ExecutableProcess, { type, eventType, scopeId }: ProcessElement): boolean => {
  const scope = process.elements.get(scopeId);
  return (
    eventType === 'MESSAGE' &&
    type !== 'INTERMEDIATE_THROW_EVENT' &&
    type !== 'END_EVENT' &&
    !(type === 'START_EVENT' && scope?.type === 'PROCESS')
  );
};

/** An event in an event sub-process compensates what is in the scope around it. */
const isCompensable = (process: ExecutableProcess, id: string, thrower: ProcessElement): boolean => {
  const activity = process.elements.get(id);
  const scope = process.elements.get(thrower.scopeId);
  const isNear =
    activity?.scopeId === scope?.id || (scope?.type === 'EVENT_SUB_PROCESS' && activity?.scopeId === scope.scopeId);
  return isNear && (activity?.type === 'SUB_PROCESS' || (activity?.compensationEventId ?? null) !== null);
};

const linkNames = (process: ExecutableProcess): readonly string[] =>
  [...process.elements.values()].flatMap(({ type, event }) =>
    type === 'INTERMEDIATE_CATCH_EVENT' && event?.type === 'LINK' ? [event.name] : [],
  );

const eventChecks = (process: ExecutableProcess, element: ProcessElement): readonly (readonly [boolean, string])[] => {
  const { event, type, eventType, interrupting } = element;
  const allowed = eventTypes[type];
  const host = process.elements.get(element.attachedToId ?? '');
  return [
    [allowed !== undefined && !allowed.includes(eventType), `an event of type ${eventType} is not executed here.`],
    [event?.type === 'MESSAGE' && event.name === '' && needsCorrelation(process, element), 'the message has no name.'],
    [
      event?.type === 'MESSAGE' && needsCorrelation(process, element) && !event.correlationKey,
      'the message needs a zeebe:subscription with a correlation key.',
    ],
    [event?.type === 'SIGNAL' && event.name === '', 'the signal has no name.'],
    [event?.type === 'TIMER' && event.expression === '', 'the timer has no duration, date or cycle.'],
    [
      event?.type === 'TIMER' &&
        event.kind === 'cycle' &&
        (type === 'INTERMEDIATE_CATCH_EVENT' || (type === 'BOUNDARY_EVENT' && interrupting)),
      'a timer cycle would fire only once here; use a duration.',
    ],
    [event?.type === 'ERROR' && type === 'END_EVENT' && !event.code, 'an error end event needs an error code.'],
    [
      event?.type === 'ESCALATION' && (type === 'END_EVENT' || type === 'INTERMEDIATE_THROW_EVENT') && !event.code,
      'an escalation that is thrown needs an escalation code.',
    ],
    [
      (type === 'BOUNDARY_EVENT' || type === 'START_EVENT') &&
        (event?.type === 'ERROR' || event?.type === 'ESCALATION') &&
        event.code?.startsWith('=') === true,
      'what it catches must be a constant code, not an expression.',
    ],
    [
      type === 'BOUNDARY_EVENT' &&
        eventType === 'ESCALATION' &&
        host?.type !== 'SUB_PROCESS' &&
        host?.type !== 'CALL_ACTIVITY',
      'an escalation boundary event belongs to a sub-process or a call activity.',
    ],
    [
      event?.type === 'COMPENSATION' &&
        (type === 'INTERMEDIATE_THROW_EVENT' || type === 'END_EVENT') &&
        event.activityId !== null &&
        !isCompensable(process, event.activityId, element),
      'the activity to be compensated must be in the same scope, and needs a compensation boundary event or is a sub-process.',
    ],
    [eventType === 'ERROR' && type === 'BOUNDARY_EVENT' && !interrupting, 'an error boundary event must interrupt.'],
    [
      type === 'INTERMEDIATE_THROW_EVENT' &&
        event?.type === 'LINK' &&
        !process.linkTargets.has(`${element.scopeId}/${event.name}`),
      `no link catch event has the name "${event?.type === 'LINK' ? event.name : ''}".`,
    ],
    [
      type === 'BOUNDARY_EVENT' &&
        eventType === 'COMPENSATION' &&
        host?.compensationHandlerId == null &&
        element.outgoing.length === 0,
      'a compensation boundary event needs an association to its handler.',
    ],
    [
      type === 'BOUNDARY_EVENT' && (!host || /GATEWAY|EVENT$/.test(host.type)),
      'a boundary event must be attached to an activity.',
    ],
    [
      type === 'BOUNDARY_EVENT' && eventType !== 'COMPENSATION' && element.outgoing.length === 0,
      'a boundary event needs an outgoing sequence flow.',
    ],
    [event?.type === 'LINK' && event.name === '', 'the link has no name.'],
    [
      type === 'BOUNDARY_EVENT' && element.incoming.length > 0,
      'a boundary event must not have incoming sequence flows.',
    ],
    [
      type === 'INTERMEDIATE_CATCH_EVENT' &&
        event?.type === 'LINK' &&
        linkNames(process).filter((name) => name === event.name).length > 1,
      `another link catch event has the name "${event?.type === 'LINK' ? event.name : ''}", too.`,
    ],
  ];
};

const activityChecks = (element: ProcessElement): readonly (readonly [boolean, string])[] => {
  const { type, job, called, decision, script, loop, userTask } = element;
  return [
    [needsJob(element) && !job?.type, 'needs a zeebe:taskDefinition with a type.'],
    [type === 'CALL_ACTIVITY' && !called?.processId, 'needs a zeebe:calledElement with a process id.'],
    [
      decision !== null && (!decision.decisionId || !decision.resultVariable),
      'the called decision needs a decision id and a result variable.',
    ],
    [
      script !== null && (!script.expression || !script.resultVariable),
      'the script needs an expression and a result variable.',
    ],
    [loop !== null && loop.inputCollection === '', 'the multi-instance needs an input collection.'],
    [
      loop !== null && (loop.outputCollection === null) !== (loop.outputElement === null),
      'the multi-instance needs both an output collection and an output element, or neither.',
    ],
    [
      element.isForCompensation && element.outgoing.length + element.incoming.length + element.boundaryIds.length > 0,
      'a compensation handler must not have sequence flows or boundary events.',
    ],
    [
      userTask?.native === true &&
        (userTask.formKey !== null || (userTask.formId !== null && userTask.externalReference !== null)),
      'the form of a zeebe:userTask is given by either a form id or an external reference.',
    ],
    [userTask?.formId === '' || userTask?.formKey === '', 'the form has no id.'],
    [userTask?.native === false && userTask.externalReference !== null, 'an external form needs a zeebe:userTask.'],
    [
      (decision !== null || script !== null) && job !== null,
      'has both a job and a decision or script; only one may be given.',
    ],
  ];
};

const gatewayChecks = ({
  type,
  outgoing,
  incoming,
  defaultFlowId,
}: ProcessElement): readonly (readonly [boolean, string])[] => {
  const splits = (type === 'EXCLUSIVE_GATEWAY' || type === 'INCLUSIVE_GATEWAY') && outgoing.length > 1;
  return [
    [type === 'INCLUSIVE_GATEWAY' && incoming.length > 1, 'an inclusive gateway that joins is not executed.'],
    [
      type === 'EVENT_BASED_GATEWAY' && outgoing.length < 2,
      'an event-based gateway needs at least two outgoing sequence flows.',
    ],
    [
      splits && outgoing.some(({ id, condition }) => condition === null && id !== defaultFlowId),
      'every outgoing sequence flow but the default one needs a condition.',
    ],
    [
      type !== 'EXCLUSIVE_GATEWAY' &&
        type !== 'INCLUSIVE_GATEWAY' &&
        outgoing.some(({ condition }) => condition !== null),
      'only flows behind an exclusive or inclusive gateway may have a condition.',
    ],
  ];
};

/** Rules about one element alone. */
export const checkElement = (process: ExecutableProcess, element: ProcessElement): readonly Finding[] => [
  ...findingsOf(element, [...eventChecks(process, element), ...activityChecks(element), ...gatewayChecks(element)]),
  ...checkTexts(element),
];
