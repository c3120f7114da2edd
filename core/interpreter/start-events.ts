import { getElement, type ExecutableProcess, type ProcessElement } from '../bpmn/executable-process.ts';
import type { StoredDefinition, Wait } from './api.ts';
import { loadModel, type Session } from './session.ts';
import { startInstance } from './start-instance.ts';
import { rescheduleTimer, scheduleTimer, type Schedule } from './time/timer-schedule.ts';

type Definition = Pick<StoredDefinition, 'key' | 'id'>;

/** Texts of start events see no variables. */
export const evaluateStartText = ({ x }: Session, text: string): string | undefined => {
  const result = x.expressions.evaluate(text, () => undefined, x.now);
  return result.ok && typeof result.value === 'string' ? result.value : undefined;
};

const recordTimer = ({ x }: Session, wait: Wait, intent: string, processInstanceKey: string): void => {
  x.records.push({
    valueType: 'TIMER',
    intent,
    key: wait.key,
    timestamp: x.now,
    value: {
      elementInstanceKey: '-1',
      processInstanceKey,
      processDefinitionKey: wait.processDefinitionKey,
      targetElementId: wait.elementId,
      dueDate: wait.dueAt,
      repetitions: wait.retries,
      tenantId: '<default>',
    },
  });
};
const recordSubscription = ({ x }: Session, wait: Wait, intent: string): void => {
  const isMessage = wait.kind === 'message';
  x.records.push({
    valueType: isMessage ? 'MESSAGE_START_EVENT_SUBSCRIPTION' : 'SIGNAL_SUBSCRIPTION',
    intent,
    key: wait.key,
    timestamp: x.now,
    value: {
      bpmnProcessId: wait.bpmnProcessId,
      processDefinitionKey: wait.processDefinitionKey,
      tenantId: '<default>',
      ...(isMessage
        ? {
            messageName: wait.name,
            startEventId: wait.elementId,
            correlationKey: '',
            messageKey: '-1',
            processInstanceKey: '-1',
            variables: {},
          }
        : { signalName: wait.name, catchEventId: wait.elementId, catchEventInstanceKey: '-1' }),
    },
  });
};

const waitOf = (
  definition: Definition,
  element: ProcessElement,
  key: string,
  rest: Partial<Wait> & Pick<Wait, 'kind'>,
): Wait => ({
  key,
  rootKey: null,
  processDefinitionKey: definition.key,
  bpmnProcessId: definition.id,
  processInstanceKey: null,
  elementInstanceKey: null,
  elementId: element.id,
  name: '',
  correlationKey: null,
  dueAt: null,
  retries: null,
  ...rest,
});

const openTimer = (session: Session, definition: Definition, element: ProcessElement, schedule: Schedule): void => {
  const { x } = session;
  const wait = waitOf(definition, element, x.keys.take(), {
    kind: 'timer',
    dueAt: schedule.dueAt,
    retries: schedule.repetitions,
  });
  x.waits.set(wait.key, wait);
  recordTimer(session, wait, 'CREATED', '-1');
};

const openStart = (session: Session, definition: Definition, element: ProcessElement): void => {
  const { x } = session;
  const { event } = element;
  if (event?.type === 'TIMER') {
    const schedule = scheduleTimer(event.kind, evaluateStartText(session, event.expression) ?? '', x.now);
    if (schedule) openTimer(session, definition, element, schedule);
  } else if (event?.type === 'MESSAGE' || event?.type === 'SIGNAL') {
    const kind = event.type === 'MESSAGE' ? 'message' : 'signal';
    const wait = waitOf(definition, element, x.keys.take(), {
      kind,
      name: evaluateStartText(session, event.name) ?? '',
    });
    x.waits.set(wait.key, wait);
    recordSubscription(session, wait, 'CREATED');
  }
};

const closeStart = (session: Session, wait: Wait): void => {
  session.x.waits.set(wait.key, null);
  if (wait.kind === 'timer') recordTimer(session, wait, 'CANCELED', '-1');
  else recordSubscription(session, wait, 'DELETED');
};

/** Only the newest version of a process is started by messages, signals and timers. */
export const replaceStartEvents = async (
  session: Session,
  definition: Definition,
  model: ExecutableProcess,
): Promise<void> => {
  for (const wait of await session.store.findStartWaits(definition.id)) closeStart(session, wait);
  await session.x.keys.reserve(model.keyBound + model.elements.size);
  for (const id of getElement(model, model.id).startIds) openStart(session, definition, getElement(model, id));
};

export const fireStartTimer = async (session: Session, wait: Wait): Promise<void> => {
  const { x } = session;
  const model = await loadModel(session, wait.processDefinitionKey);
  const element = getElement(model, wait.elementId);
  const key = await startInstance(session, wait.processDefinitionKey, {
    trigger: { elementId: wait.elementId, variables: {} },
  });
  recordTimer(session, wait, 'TRIGGERED', key);
  x.waits.set(wait.key, null);
  const { event } = element;
  if (event?.type !== 'TIMER' || event.kind !== 'cycle') return;
  const fired = { dueAt: wait.dueAt ?? x.now, repetitions: wait.retries ?? 1 };
  const next = rescheduleTimer(evaluateStartText(session, event.expression) ?? '', fired, x.now);
  await x.keys.reserve(1);
  if (next) openTimer(session, { key: wait.processDefinitionKey, id: wait.bpmnProcessId }, element, next);
};
