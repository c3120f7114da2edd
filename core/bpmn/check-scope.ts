import type { EventDefinition, EventType, ExecutableProcess, ProcessElement } from './executable-process.ts';
import { findingsOf, type Finding } from './finding.ts';

const eventStarts: readonly EventType[] = ['MESSAGE', 'TIMER', 'SIGNAL', 'ERROR', 'ESCALATION'];

const startsOf = (process: ExecutableProcess, { startIds }: ProcessElement): readonly ProcessElement[] =>
  startIds.flatMap((id) => process.elements.get(id) ?? []);

const scopeChecks = (process: ExecutableProcess, scope: ProcessElement): readonly (readonly [boolean, string])[] => {
  const starts = startsOf(process, scope);
  const types = starts.map(({ eventType }) => eventType);
  const [first] = starts;
  switch (scope.type) {
    case 'PROCESS':
      return [
        [starts.length === 0, 'must have at least one start event.'],
        [types.filter((type) => type === 'NONE').length > 1, 'must not have more than one none start event.'],
        [sameCatch(process, signalsOf(process, scope.startIds)), 'two of its start events wait for the same signal.'],
      ];
    case 'SUB_PROCESS':
      return [
        [starts.length !== 1 || types[0] !== 'NONE', 'must have exactly one start event, without an event definition.'],
      ];
    case 'EVENT_SUB_PROCESS':
      return [
        [starts.length !== 1, 'must have exactly one start event.'],
        [
          first !== undefined && !eventStarts.includes(first.eventType),
          `its start event must not be of type ${first?.eventType}.`,
        ],
        [first?.eventType === 'ERROR' && !first.interrupting, 'its error start event must interrupt.'],
        [
          first?.event?.type === 'TIMER' && first.event.kind === 'cycle' && first.interrupting,
          'an interrupting timer cycle would fire only once; use a duration.',
        ],
      ];
    default:
      return [];
  }
};

/** What an event waits for, by which two of them are told apart. */
const caughtBy = (event: EventDefinition | null | undefined): string | undefined => {
  switch (event?.type) {
    case 'MESSAGE':
    case 'SIGNAL':
    case 'LINK':
      return `${event.type} ${event.name}`;
    case 'ERROR':
    case 'ESCALATION':
      return `${event.type} ${event.code === null ? 'any' : JSON.stringify(event.code)}`;
    default:
      return undefined;
  }
};

/** Two of these events would catch the very same thing. */
const sameCatch = (process: ExecutableProcess, ids: readonly string[]): boolean => {
  const seen = ids.flatMap((id) => caughtBy(process.elements.get(id)?.event) ?? []);
  return new Set(seen).size < seen.length;
};
const signalsOf = (process: ExecutableProcess, ids: readonly string[]): readonly string[] =>
  ids.filter((id) => process.elements.get(id)?.event?.type === 'SIGNAL');

const gatewayTargets = (process: ExecutableProcess, element: ProcessElement): boolean =>
  element.catchIds.some((id) => {
    const target = process.elements.get(id);
    return target?.type !== 'INTERMEDIATE_CATCH_EVENT' || target.eventType === 'LINK' || target.incoming.length > 1;
  });

/** Rules about an element together with what stands inside, at or behind it. */
export const checkScope = (process: ExecutableProcess, element: ProcessElement): readonly Finding[] =>
  findingsOf(element, [
    ...scopeChecks(process, element),
    [sameCatch(process, element.boundaryIds), 'two of its boundary events catch the same.'],
    [sameCatch(process, element.eventStartIds), 'two of its event sub-processes catch the same.'],
    [
      element.type === 'EVENT_BASED_GATEWAY' && gatewayTargets(process, element),
      'an event-based gateway must lead only to catch events that have no other incoming sequence flow.',
    ],
    [sameCatch(process, element.catchIds), 'two of the events behind it wait for the same.'],
    [
      element.type === 'RECEIVE_TASK' && sameCatch(process, [element.id, ...element.boundaryIds]),
      'one of its boundary events waits for the same message.',
    ],
    [
      element.type === 'END_EVENT' && element.outgoing.length > 0,
      'an end event must not have outgoing sequence flows.',
    ],
  ]);
