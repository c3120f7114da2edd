import type { ListenerEvent } from '../bpmn/executable-process.ts';
import type { JsonValue, Variables } from '../contracts/json.ts';
import type { InstanceTree } from './api.ts';

/** What an event brought to the element instance that waited for it. */
export type EventTrigger = { readonly elementId: string; readonly variables: Variables };

export type LoopState = {
  /** Values of the input collection. */
  readonly items: readonly JsonValue[];
  /** Inner instances created so far. */
  created: number;
  completed: number;
  terminated: number;
  /** The completion condition was fulfilled: what still runs is being ended. */
  isDone?: boolean;
};

export type ElementInstance = {
  readonly key: string;
  elementId: string;
  /** Key of the element instance around it; "-1" for a process instance. */
  readonly scopeKey: string;
  readonly processInstanceKey: string;
  state: 'activating' | 'activated' | 'completing' | 'terminating';
  /** Local variables and the keys of their records. */
  readonly variables: Variables;
  readonly variableKeys: Record<string, string>;
  /** Element instances directly inside. */
  children: number;
  /** Sequence flows taken whose targets are not activated yet. */
  flows: number;
  /** Parallel joins: gateway, then flow, then how often it was taken and not used. */
  joins?: Record<string, Record<string, number>>;
  /** Set when an interrupting event sub-process or a terminate end event has taken over the scope. */
  interruptedBy?: string;
  trigger?: EventTrigger;
  /** Outgoing flows that a gateway has decided for. */
  chosenFlows?: readonly string[];
  /** A multi-instance body, around its inner instances. */
  readonly isBody?: true;
  /** Bodies only, once activated. */
  loop?: LoopState;
  /** Inner instance of a multi-instance body, counted from 1. */
  loopCounter?: number;
  /** Call activity: the process instance that it called. */
  calledKey?: string;
  /** Process instance that begins at given elements, not at a start event. */
  readonly isStartless?: true;
  /** A modification has ended it: nothing is left to do for its scope. */
  modified?: boolean;
};

export type ProcessInstance = {
  readonly key: string;
  definitionKey: string;
  bpmnProcessId: string;
  version: number;
  /** "-1" for a root. */
  readonly parentProcessInstanceKey: string;
  readonly parentElementInstanceKey: string;
};

export type Job = {
  readonly key: string;
  readonly elementInstanceKey: string;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
  retries: number;
  state: 'open' | 'failed' | 'errorThrown';
  /** End of the back-off, milliseconds since the epoch; -1 = none. */
  recurringTime: number;
  retryBackOff: number;
  errorCode: string;
  errorMessage: string;
  /** Listed among a person's tasks. */
  readonly isUserTask: boolean;
  /** Position of the listener that it is for, among those of its event. */
  readonly listener?: { readonly event: ListenerEvent; readonly index: number };
};

export type UserTask = {
  readonly key: string;
  readonly elementInstanceKey: string;
  assignee: string;
  candidateGroups: readonly string[];
  candidateUsers: readonly string[];
  dueDate: string;
  followUpDate: string;
  readonly formKey: string;
  readonly externalFormReference: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly createdAt: number;
};

export type Timer = {
  readonly key: string;
  readonly elementInstanceKey: string;
  readonly elementId: string;
  readonly dueAt: number;
  /** -1 = without end. */
  readonly repetitions: number;
};
export type MessageSubscription = {
  readonly key: string;
  readonly elementInstanceKey: string;
  readonly elementId: string;
  readonly name: string;
  readonly correlationKey: string;
  readonly interrupting: boolean;
};
export type SignalSubscription = {
  readonly key: string;
  readonly elementInstanceKey: string;
  readonly elementId: string;
  readonly name: string;
};
export type Incident = {
  readonly key: string;
  readonly elementInstanceKey: string;
  readonly jobKey: string;
  readonly errorType: IncidentType;
  readonly message: string;
  readonly variableScopeKey: string;
  /** What a resolution tries again. */
  readonly retry: 'activate' | 'complete' | 'job';
};
export type CompensationSubscription = {
  readonly key: string;
  readonly activityId: string;
  readonly activityInstanceKey: string;
  /** "" for a sub-process that is there only for what was completed inside it. */
  readonly handlerId: string;
  /** Element instance in whose scope the activity was completed. */
  readonly scopeKey: string;
  readonly processInstanceKey: string;
  variables: Variables;
  throwKey?: string;
  handlerKey?: string;
};

export type IncidentType =
  | 'IO_MAPPING_ERROR'
  | 'EXTRACT_VALUE_ERROR'
  | 'CONDITION_ERROR'
  | 'JOB_NO_RETRIES'
  | 'UNHANDLED_ERROR_EVENT'
  | 'CALLED_ELEMENT_ERROR'
  | 'CALLED_DECISION_ERROR'
  | 'DECISION_EVALUATION_ERROR'
  | 'FORM_NOT_FOUND'
  | 'MESSAGE_SIZE_EXCEEDED';

/** The inside of an `InstanceTree`. One command owns it while it runs and changes it in place. */
export type Tree = {
  readonly rootKey: string;
  /** Set when a message started it: no second one with this key runs at a time. */
  readonly startedByCorrelationKey?: string;
  readonly processes: Record<string, ProcessInstance>;
  readonly elements: Record<string, ElementInstance>;
  readonly jobs: Record<string, Job>;
  readonly userTasks: Record<string, UserTask>;
  readonly timers: Record<string, Timer>;
  readonly messages: Record<string, MessageSubscription>;
  readonly signals: Record<string, SignalSubscription>;
  readonly incidents: Record<string, Incident>;
  readonly compensations: Record<string, CompensationSubscription>;
};

export const createTree = (rootKey: string, startedByCorrelationKey?: string): Tree => ({
  rootKey,
  ...(startedByCorrelationKey === undefined ? {} : { startedByCorrelationKey }),
  processes: {},
  elements: {},
  jobs: {},
  userTasks: {},
  timers: {},
  messages: {},
  signals: {},
  incidents: {},
  compensations: {},
});

/** The interpreter is the only one that looks inside a tree, and made every one of them. */
export const openTree = (tree: InstanceTree): Tree => tree as unknown as Tree;
export const closeTree = (tree: Tree): InstanceTree => tree;

export const ofElement = <T extends { readonly elementInstanceKey: string }>(
  waits: Record<string, T>,
  elementInstanceKey: string,
): readonly T[] => Object.values(waits).filter((wait) => wait.elementInstanceKey === elementInstanceKey);
