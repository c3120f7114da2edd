import type { EventDefinition, EventType } from './executable-process.ts';
import { childOf, childrenOf, extensionOf, textOf, type ModdleElement } from './moddle-element.ts';

const typeNames: Readonly<Record<string, EventType>> = {
  'bpmn:MessageEventDefinition': 'MESSAGE',
  'bpmn:TimerEventDefinition': 'TIMER',
  'bpmn:SignalEventDefinition': 'SIGNAL',
  'bpmn:ErrorEventDefinition': 'ERROR',
  'bpmn:EscalationEventDefinition': 'ESCALATION',
  'bpmn:CompensateEventDefinition': 'COMPENSATION',
  'bpmn:LinkEventDefinition': 'LINK',
  'bpmn:TerminateEventDefinition': 'TERMINATE',
};

export const eventDefinitionsOf = (node: ModdleElement): readonly ModdleElement[] =>
  childrenOf(node, 'eventDefinitions');

/** NONE for an event without a definition, UNSPECIFIED for what is no event; undefined: a kind that is not executed. */
export const eventTypeOf = (node: ModdleElement): EventType | undefined => {
  if (node.$type === 'bpmn:ReceiveTask') return 'MESSAGE';
  if (!node.$type.endsWith('Event')) return 'UNSPECIFIED';
  const [definition] = eventDefinitionsOf(node);
  return definition ? typeNames[definition.$type] : 'NONE';
};

const buildMessage = (message: ModdleElement | undefined): EventDefinition => {
  const subscription = message && extensionOf(message, 'subscription');
  return {
    type: 'MESSAGE',
    name: message?.name ?? '',
    correlationKey: textOf(subscription, 'correlationKey') ?? null,
  };
};
const buildTimer = (definition: ModdleElement): EventDefinition => {
  const kinds = [
    ['timeDuration', 'duration'],
    ['timeDate', 'date'],
    ['timeCycle', 'cycle'],
  ] as const;
  for (const [property, kind] of kinds) {
    const child = childOf(definition, property);
    if (child) return { type: 'TIMER', kind, expression: (textOf(child, 'body') ?? '').trim() };
  }
  return { type: 'TIMER', kind: 'duration', expression: '' };
};

/** The event definition of an event or a receive task; null where there is none. */
export const buildEvent = (node: ModdleElement): EventDefinition | null => {
  if (node.$type === 'bpmn:ReceiveTask') return buildMessage(childOf(node, 'messageRef'));
  const [definition] = eventDefinitionsOf(node);
  if (!definition) return null;
  switch (typeNames[definition.$type]) {
    case 'MESSAGE':
      return buildMessage(childOf(definition, 'messageRef'));
    case 'TIMER':
      return buildTimer(definition);
    case 'SIGNAL':
      return { type: 'SIGNAL', name: childOf(definition, 'signalRef')?.name ?? '' };
    case 'ERROR':
      return { type: 'ERROR', code: textOf(childOf(definition, 'errorRef'), 'errorCode') || null };
    case 'ESCALATION':
      return { type: 'ESCALATION', code: textOf(childOf(definition, 'escalationRef'), 'escalationCode') || null };
    case 'COMPENSATION':
      return { type: 'COMPENSATION', activityId: childOf(definition, 'activityRef')?.id ?? null };
    case 'LINK':
      return { type: 'LINK', name: definition.name ?? '' };
    case 'TERMINATE':
      return { type: 'TERMINATE' };
    default:
      return null;
  }
};
