import type { JsonValue, Variables } from '../../core/contracts/json.ts';

export type ProcessDefinitionRow = {
  readonly key: string;
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly resourceName: string;
  readonly checksum: string;
  readonly state: 'active' | 'deleted';
  readonly deployedAt: Date;
};
export type FormDefinitionRow = {
  readonly key: string;
  readonly formId: string;
  readonly version: number;
  readonly resourceName: string;
  readonly deployedAt: Date;
};
export type DecisionDefinitionRow = {
  readonly key: string;
  readonly decisionId: string;
  readonly version: number;
  readonly name: string;
  readonly requirementsKey: string;
  readonly deployedAt: Date;
};
export type DeploymentRow = { readonly key: string; readonly resources: JsonValue; readonly deployedAt: Date };

export type ProcessInstanceRow = {
  readonly key: string;
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly processDefinitionKey: string;
  readonly state: 'active' | 'completed' | 'terminated';
  readonly parentProcessInstanceKey: string | null;
  readonly parentElementInstanceKey: string | null;
  readonly rootProcessInstanceKey: string;
  readonly dossierId: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
};
export type ElementState = 'activating' | 'active' | 'completed' | 'terminated';
export type ElementInstanceRow = {
  readonly key: string;
  readonly processInstanceKey: string;
  readonly processDefinitionKey: string;
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly elementId: string;
  readonly elementType: string;
  readonly flowScopeKey: string | null;
  readonly state: ElementState;
  readonly dossierId: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly position: string;
};
export type VariableRow = {
  readonly scopeKey: string;
  readonly name: string;
  readonly key: string;
  readonly processInstanceKey: string;
  /** JSON text: numbers keep all their digits. */
  readonly value: string;
  readonly updatedAt: Date;
};
export type JobState = 'open' | 'failed' | 'errorThrown' | 'completed' | 'canceled';
export type JobRow = {
  readonly key: string;
  readonly type: string;
  readonly state: JobState;
  readonly retries: number;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly processInstanceKey: string;
  readonly processDefinitionKey: string;
  readonly bpmnProcessId: string;
  readonly elementInstanceKey: string;
  readonly elementId: string;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
};
export type IncidentRow = {
  readonly key: string;
  readonly state: 'open' | 'resolved';
  readonly errorType: string;
  readonly errorMessage: string;
  readonly processInstanceKey: string;
  readonly processDefinitionKey: string;
  readonly bpmnProcessId: string;
  readonly elementInstanceKey: string;
  readonly elementId: string;
  readonly jobKey: string | null;
  readonly dossierId: string | null;
  readonly createdAt: Date;
  readonly resolvedAt: Date | null;
};
export type TimerRow = {
  readonly key: string;
  readonly state: 'open' | 'triggered' | 'canceled';
  readonly dueAt: Date;
  readonly repetitions: number;
  readonly targetElementId: string;
  readonly elementInstanceKey: string | null;
  readonly processInstanceKey: string | null;
  readonly processDefinitionKey: string;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
};
export type MessageWaitRow = {
  readonly key: string;
  readonly state: 'open' | 'correlated' | 'deleted';
  readonly messageName: string;
  readonly correlationKey: string;
  readonly elementId: string;
  readonly elementInstanceKey: string;
  readonly processInstanceKey: string;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
};
export type DecisionEvaluationRow = {
  readonly key: string;
  readonly state: 'evaluated' | 'failed';
  readonly decisionId: string;
  readonly decisionKey: string;
  readonly decisionVersion: number;
  readonly output: string;
  readonly failureMessage: string | null;
  readonly failedDecisionId: string | null;
  readonly evaluated: JsonValue;
  readonly processInstanceKey: string | null;
  readonly elementInstanceKey: string | null;
  readonly elementId: string | null;
  readonly evaluatedAt: Date;
};

export type UserTaskState = 'open' | 'completing' | 'completed' | 'canceled';
export type UserTaskRow = {
  readonly key: string;
  /** `completing` is a hint that the write side sets; records decide. */
  readonly state: UserTaskState;
  /** False: a task that the engine knows as a job. */
  readonly native: boolean;
  readonly name: string;
  readonly elementId: string;
  readonly elementInstanceKey: string;
  readonly processInstanceKey: string;
  readonly rootProcessInstanceKey: string;
  readonly processDefinitionKey: string;
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly assignee: string | null;
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
  readonly formId: string | null;
  readonly formKey: string | null;
  readonly externalFormReference: string | null;
  readonly headers: Variables;
  /** Dates of the model (`zeebe:taskSchedule`), text as the engine has it; "" = none. The legal date is `dueAt`. */
  readonly taskDueDate: string;
  readonly followUpDate: string;
  readonly action: string;
  readonly dossierId: string | null;
  readonly dueAt: Date | null;
  /** Unit norm of the step in working minutes. */
  readonly normMinutes: number | null;
  readonly stepKind: string | null;
  readonly stepOutcomes: string | null;
  readonly stepLegal: string | null;
  readonly createdAt: Date;
  readonly assignedAt: Date | null;
  readonly endedAt: Date | null;
  readonly revision: number;
};

export type ClockValue = 'NOT_STARTED' | 'RUNNING' | 'PAUSED' | 'STOPPED';
export type DossierProgressRow = {
  readonly dossierId: string;
  readonly rootProcessInstanceKey: string;
  readonly processDefinitionKey: string;
  readonly status: number | null;
  readonly substatus: string | null;
  readonly statusSince: Date | null;
  readonly publicStep: string | null;
  readonly clock: ClockValue;
  readonly code: string | null;
  readonly acceptedAt: Date | null;
  readonly promisedAt: Date | null;
  readonly limitMinutes: number | null;
  /** What the acceptance answered: facts for the due date after a pause. */
  readonly acceptance: Variables | null;
  readonly currentDueAt: Date | null;
  readonly dueAt: Date | null;
  readonly pausedSince: Date | null;
  readonly pauseReason: string | null;
  readonly settledAt: Date | null;
  readonly finishedAt: Date | null;
  readonly startedAt: Date;
  readonly updatedAt: Date;
};
export type DossierPauseRow = {
  readonly elementInstanceKey: string;
  readonly dossierId: string;
  readonly elementId: string;
  readonly reason: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
};
export type DossierOutcomeRow = {
  readonly dossierId: string;
  readonly outcome: string;
  readonly elementId: string;
  readonly at: Date;
};
