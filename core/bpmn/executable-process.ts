/** BPMN element types by the names that Zeebe writes into its records. */
export type ElementType =
  | 'PROCESS'
  | 'SUB_PROCESS'
  | 'EVENT_SUB_PROCESS'
  | 'START_EVENT'
  | 'INTERMEDIATE_CATCH_EVENT'
  | 'INTERMEDIATE_THROW_EVENT'
  | 'BOUNDARY_EVENT'
  | 'END_EVENT'
  | 'TASK'
  | 'MANUAL_TASK'
  | 'USER_TASK'
  | 'SERVICE_TASK'
  | 'SEND_TASK'
  | 'SCRIPT_TASK'
  | 'BUSINESS_RULE_TASK'
  | 'RECEIVE_TASK'
  | 'CALL_ACTIVITY'
  | 'EXCLUSIVE_GATEWAY'
  | 'PARALLEL_GATEWAY'
  | 'INCLUSIVE_GATEWAY'
  | 'EVENT_BASED_GATEWAY';

export type EventType =
  | 'UNSPECIFIED'
  | 'NONE'
  | 'MESSAGE'
  | 'TIMER'
  | 'SIGNAL'
  | 'ERROR'
  | 'ESCALATION'
  | 'COMPENSATION'
  | 'LINK'
  | 'TERMINATE';

/** A text of the model: FEEL when it begins with "=", else a constant. */
export type ModelText = string;

export type TimerKind = 'duration' | 'date' | 'cycle';
export type EventDefinition =
  | { readonly type: 'MESSAGE'; readonly name: ModelText; readonly correlationKey: ModelText | null }
  | { readonly type: 'TIMER'; readonly kind: TimerKind; readonly expression: ModelText }
  | { readonly type: 'SIGNAL'; readonly name: ModelText }
  /** A catch event without a code catches all. */
  | { readonly type: 'ERROR'; readonly code: ModelText | null }
  | { readonly type: 'ESCALATION'; readonly code: ModelText | null }
  | { readonly type: 'COMPENSATION'; readonly activityId: string | null }
  | { readonly type: 'LINK'; readonly name: string }
  | { readonly type: 'TERMINATE' };

export type SequenceFlow = {
  readonly id: string;
  readonly sourceId: string;
  readonly targetId: string;
  readonly condition: ModelText | null;
};

export type VariableMapping = { readonly source: ModelText; readonly target: string };
export type JobDefinition = {
  readonly type: ModelText;
  readonly retries: ModelText;
};
export type ListenerEvent = 'start' | 'end';
export type UserTaskDefinition = {
  /** True: Zeebe's own user task records; false: a job of type io.camunda.zeebe:userTask. */
  readonly native: boolean;
  readonly assignee: ModelText | null;
  readonly candidateGroups: ModelText | null;
  readonly candidateUsers: ModelText | null;
  readonly dueDate: ModelText | null;
  readonly followUpDate: ModelText | null;
  readonly formId: ModelText | null;
  readonly formKey: string | null;
  readonly externalReference: ModelText | null;
};
export type CalledElement = {
  readonly processId: ModelText;
  readonly propagateAllChildVariables: boolean;
  readonly propagateAllParentVariables: boolean;
};
export type CalledDecision = { readonly decisionId: ModelText; readonly resultVariable: string };
export type ScriptDefinition = { readonly expression: ModelText; readonly resultVariable: string };
export type LoopDefinition = {
  readonly sequential: boolean;
  readonly inputCollection: ModelText;
  readonly inputElement: string | null;
  readonly outputCollection: string | null;
  readonly outputElement: ModelText | null;
  readonly completionCondition: ModelText | null;
};

export type ProcessElement = {
  readonly id: string;
  readonly name: string;
  readonly type: ElementType;
  readonly eventType: EventType;
  /** Id of the sub-process or process around it; "" for the process itself. */
  readonly scopeId: string;
  readonly incoming: readonly SequenceFlow[];
  readonly outgoing: readonly SequenceFlow[];
  readonly defaultFlowId: string | null;
  readonly event: EventDefinition | null;
  /** Boundary and event sub-process start events. */
  readonly interrupting: boolean;
  readonly attachedToId: string | null;
  /** Activities: ids of their boundary events, compensation left out. */
  readonly boundaryIds: readonly string[];
  /** Scopes: start events of the event sub-processes directly inside. */
  readonly eventStartIds: readonly string[];
  /** Scopes: start events directly inside. */
  readonly startIds: readonly string[];
  /** Event-based gateways: the catch events behind it. */
  readonly catchIds: readonly string[];
  /** Activities: handler of the compensation boundary event. */
  readonly compensationHandlerId: string | null;
  readonly compensationEventId: string | null;
  readonly isForCompensation: boolean;
  readonly inputs: readonly VariableMapping[];
  readonly outputs: readonly VariableMapping[];
  readonly headers: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, string>>;
  readonly job: JobDefinition | null;
  /** Jobs before and after a service task's own, one after the other. */
  readonly listeners: Readonly<Record<ListenerEvent, readonly JobDefinition[]>>;
  readonly userTask: UserTaskDefinition | null;
  readonly called: CalledElement | null;
  readonly decision: CalledDecision | null;
  readonly script: ScriptDefinition | null;
  readonly loop: LoopDefinition | null;
};

/** One executable process of a BPMN file, ready to be looked up. */
export type ExecutableProcess = {
  readonly id: string;
  readonly name: string;
  readonly elements: ReadonlyMap<string, ProcessElement>;
  /** Link name of a catch event, per scope: `scopeId/name` to its id. */
  readonly linkTargets: ReadonlyMap<string, string>;
  /** Bound of the keys that entering or leaving one element can take, apart from those for variables handed in. */
  readonly keyBound: number;
};

/** @throws Error for an id that the process does not have (a broken tree, never a broken model) */
export const getElement = (process: ExecutableProcess, id: string): ProcessElement => {
  const element = process.elements.get(id);
  if (!element) throw new Error(`Process ${process.id} has no element ${id}`);
  return element;
};
