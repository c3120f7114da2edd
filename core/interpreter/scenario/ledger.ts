import type { EngineRecord } from '../../contracts/engine-record.ts';
import type { JsonValue, Variables } from '../../contracts/json.ts';

export type Element = {
  readonly key: string;
  readonly processId: string;
  readonly elementId: string;
  readonly type: string;
  readonly scopeKey: string;
  readonly parentKey: string;
  state: 'active' | 'completed' | 'terminated';
};
export type Opened = {
  readonly key: string;
  readonly elementKey: string;
  isOpen: boolean;
  value: EngineRecord['value'];
};

/** What the records of an engine have told so far; all maps in order of creation. */
export type Ledger = {
  readonly elements: ReadonlyMap<string, Element>;
  readonly taken: ReadonlyMap<string, number>;
  readonly jobs: ReadonlyMap<string, Opened>;
  readonly userTasks: ReadonlyMap<string, Opened>;
  readonly timers: ReadonlyMap<string, Opened>;
  readonly messages: ReadonlyMap<string, Opened>;
  readonly signals: ReadonlyMap<string, Opened>;
  readonly incidents: ReadonlyMap<string, Opened>;
  readonly variables: ReadonlyMap<string, Variables>;
  add(records: readonly EngineRecord[]): void;
};

const closing: Readonly<Record<string, readonly string[]>> = {
  JOB: ['COMPLETED', 'CANCELED', 'ERROR_THROWN'],
  USER_TASK: ['COMPLETED', 'CANCELED'],
  TIMER: ['TRIGGERED', 'CANCELED'],
  PROCESS_MESSAGE_SUBSCRIPTION: ['DELETED'],
  SIGNAL_SUBSCRIPTION: ['DELETED'],
  INCIDENT: ['RESOLVED'],
};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const isClosing = ({ valueType, intent, value }: EngineRecord): boolean =>
  (closing[valueType] ?? []).includes(intent) ||
  (valueType === 'PROCESS_MESSAGE_SUBSCRIPTION' && intent === 'CORRELATED' && value.interrupting === true);

export const createLedger = (): Ledger => {
  const elements = new Map<string, Element>();
  const taken = new Map<string, number>();
  const variables = new Map<string, Variables>();
  const opened = {
    JOB: new Map<string, Opened>(),
    USER_TASK: new Map<string, Opened>(),
    TIMER: new Map<string, Opened>(),
    PROCESS_MESSAGE_SUBSCRIPTION: new Map<string, Opened>(),
    SIGNAL_SUBSCRIPTION: new Map<string, Opened>(),
    INCIDENT: new Map<string, Opened>(),
  };
  const addElement = ({ key, intent, value }: EngineRecord): void => {
    const processId = text(value.bpmnProcessId);
    const elementId = text(value.elementId);
    if (intent === 'SEQUENCE_FLOW_TAKEN') {
      const name = JSON.stringify([processId, elementId]);
      taken.set(name, (taken.get(name) ?? 0) + 1);
    } else if (intent === 'ELEMENT_ACTIVATING') {
      elements.set(key, {
        key,
        processId,
        elementId,
        type: text(value.bpmnElementType),
        scopeKey: text(value.flowScopeKey),
        parentKey: text(value.parentProcessInstanceKey),
        state: 'active',
      });
    }
    const element = elements.get(key);
    if (element && intent === 'ELEMENT_COMPLETED') element.state = 'completed';
    if (element && intent === 'ELEMENT_TERMINATED') element.state = 'terminated';
  };
  const addVariable = ({ value }: EngineRecord): void => {
    const scope = variables.get(text(value.scopeKey)) ?? {};
    scope[text(value.name)] = JSON.parse(text(value.value)) as JsonValue;
    variables.set(text(value.scopeKey), scope);
  };
  const addOpened = (map: Map<string, Opened>, record: EngineRecord): void => {
    const { key, value } = record;
    const known = map.get(key);
    const elementKey = text(value.elementInstanceKey ?? value.catchEventInstanceKey);
    if (known) Object.assign(known, { value, isOpen: known.isOpen && !isClosing(record) });
    else map.set(key, { key, elementKey, isOpen: !isClosing(record), value });
  };
  return {
    elements,
    taken,
    variables,
    jobs: opened.JOB,
    userTasks: opened.USER_TASK,
    timers: opened.TIMER,
    messages: opened.PROCESS_MESSAGE_SUBSCRIPTION,
    signals: opened.SIGNAL_SUBSCRIPTION,
    incidents: opened.INCIDENT,
    add: (records) => {
      for (const record of records) {
        const map = Object.hasOwn(opened, record.valueType)
          ? opened[record.valueType as keyof typeof opened]
          : undefined;
        if (record.valueType === 'PROCESS_INSTANCE') addElement(record);
        else if (record.valueType === 'VARIABLE') addVariable(record);
        else if (map) addOpened(map, record);
      }
    },
  };
};
