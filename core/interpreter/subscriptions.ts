import type { EventDefinition, ProcessElement } from '../bpmn/executable-process.ts';
import { getElement } from '../bpmn/executable-process.ts';
import { evaluateAny, evaluateCorrelationKey, evaluateText, type Scope } from './evaluate.ts';
import type { Site } from './execution.ts';
import { feelOf } from './expressions.ts';
import { ElementFailure } from './failure.ts';
import { closeMessage, openMessage } from './message-subscriptions.ts';
import { closeSignal, openSignal } from './signal-subscriptions.ts';
import { scheduleTimer, type Schedule } from './time/timer-schedule.ts';
import { closeTimer, openTimer } from './timers.ts';
import { ofElement } from './tree.ts';

/** Events that an element instance catches: its own, at its border, or started inside it. */
export const caughtEventIds = ({ element, instance }: Site): readonly string[] => {
  if (element.type === 'INTERMEDIATE_CATCH_EVENT') return [element.id];
  if (element.type === 'EVENT_BASED_GATEWAY') return element.catchIds;
  const own = element.type === 'RECEIVE_TASK' && !instance.isBody ? [element.id] : [];
  const border = element.loop && !instance.isBody ? [] : element.boundaryIds;
  return [...own, ...(instance.isBody ? [] : element.eventStartIds), ...border];
};

type TimerDefinition = Extract<EventDefinition, { type: 'TIMER' }>;
type Ready =
  | { readonly event: ProcessElement; readonly type: 'TIMER'; readonly schedule: Schedule }
  | { readonly event: ProcessElement; readonly type: 'MESSAGE'; readonly name: string; readonly correlationKey: string }
  | { readonly event: ProcessElement; readonly type: 'SIGNAL'; readonly name: string };

/** A date and time of FEEL that names no zone is in the engine's, UTC; a text of that form is refused. */
const zoned = (scope: Scope, { kind, expression }: TimerDefinition, text: string): string =>
  kind === 'date' &&
  expression.startsWith('=') &&
  /^[^Z+[]+T[^Z+\-[]+$/.test(text) &&
  evaluateAny(scope, `=(${feelOf(expression)}) instance of date and time`) === true
    ? `${text}Z`
    : text;

const prepareTimer = (site: Site, definition: TimerDefinition): Schedule => {
  const scope = { x: site.x, tree: site.tree, scopeKey: site.instance.key };
  const text = zoned(scope, definition, evaluateText(scope, definition.expression));
  const schedule = scheduleTimer(definition.kind, text, site.x.now);
  if (schedule) return schedule;
  throw new ElementFailure('EXTRACT_VALUE_ERROR', `Invalid timer ${definition.kind} '${text}'.`, site.instance.key);
};

const prepare = (site: Site, event: ProcessElement): readonly Ready[] => {
  const { x, tree, instance } = site;
  const scope = { x, tree, scopeKey: instance.key };
  const keyScope = event.type === 'BOUNDARY_EVENT' ? { ...scope, scopeKey: instance.scopeKey } : scope;
  switch (event.event?.type) {
    case 'TIMER':
      return [{ event, type: 'TIMER', schedule: prepareTimer(site, event.event) }];
    case 'MESSAGE':
      return [
        {
          event,
          type: 'MESSAGE',
          name: evaluateText(scope, event.event.name),
          correlationKey: evaluateCorrelationKey(keyScope, event.event.correlationKey ?? ''),
        },
      ];
    case 'SIGNAL':
      return [{ event, type: 'SIGNAL', name: evaluateText(scope, event.event.name) }];
    default:
      return [];
  }
};

const open = (site: Site, ready: Ready): void => {
  const { event } = ready;
  if (ready.type === 'TIMER') openTimer(site, event.id, ready.schedule);
  else if (ready.type === 'MESSAGE')
    openMessage(site, {
      elementId: event.id,
      name: ready.name,
      correlationKey: ready.correlationKey,
      interrupting: event.interrupting,
    });
  else openSignal(site, event.id, ready.name);
};

/** Opens what an element instance waits for: all of it, or (when a text of the model fails) nothing. */
export const openSubscriptions = (site: Site): void => {
  const events = caughtEventIds(site).map((id) => getElement(site.process, id));
  const ready = events.flatMap((event) => prepare(site, event));
  for (const one of ready) open(site, one);
};

/** Most elements never wait for an event; they need not look. */
const canWait = ({ element }: Site): boolean =>
  element.boundaryIds.length + element.eventStartIds.length + element.catchIds.length > 0 ||
  element.type === 'INTERMEDIATE_CATCH_EVENT' ||
  element.type === 'RECEIVE_TASK';

/** @param concerns which events to close; all of the element instance when left out */
export const closeSubscriptions = (site: Site, concerns: (elementId: string) => boolean = () => true): void => {
  const { x, tree, instance } = site;
  if (!canWait(site)) return;
  for (const timer of ofElement(tree.timers, instance.key))
    if (concerns(timer.elementId)) closeTimer(x, tree, timer, 'CANCELED');
  for (const message of ofElement(tree.messages, instance.key))
    if (concerns(message.elementId)) closeMessage(x, tree, message);
  for (const signal of ofElement(tree.signals, instance.key))
    if (concerns(signal.elementId)) closeSignal(x, tree, signal);
};
