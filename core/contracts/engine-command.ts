import type { Variables } from './json.ts';

export type DeploymentResource = { readonly name: string; readonly content: string };

/** `instructions` of a modification: elements to activate (with variables local to the scope) and element instances to end. */
export type ModifyInstructions = {
  readonly activate: readonly {
    readonly elementId: string;
    readonly ancestorElementInstanceKey?: string;
    readonly variables?: readonly { readonly scopeId?: string; readonly variables: Variables }[];
  }[];
  readonly terminate: readonly { readonly elementInstanceKey: string }[];
};

/** What a caller may ask of an engine: the words of Zeebe's gateway. Durations in milliseconds, keys as strings. */
export type EngineCommand =
  | { readonly type: 'deploy'; readonly resources: readonly DeploymentResource[] }
  | {
      readonly type: 'createInstance';
      /** Exactly one of the two; an id means its newest version. */
      readonly processDefinitionKey?: string;
      readonly bpmnProcessId?: string;
      readonly variables: Variables;
      readonly startElementIds?: readonly string[];
    }
  | { readonly type: 'cancelInstance'; readonly processInstanceKey: string }
  | { readonly type: 'completeJob'; readonly jobKey: string; readonly variables: Variables }
  | {
      readonly type: 'failJob';
      readonly jobKey: string;
      readonly retries: number;
      readonly errorMessage: string;
      readonly retryBackOffMs: number;
      readonly variables: Variables;
    }
  | {
      readonly type: 'throwError';
      readonly jobKey: string;
      readonly errorCode: string;
      readonly errorMessage: string;
      readonly variables: Variables;
    }
  | { readonly type: 'updateJobRetries'; readonly jobKey: string; readonly retries: number }
  /** Completes a user task, native or job-based, by its key. */
  | {
      readonly type: 'completeUserTask';
      readonly userTaskKey: string;
      readonly variables: Variables;
      readonly action?: string;
      /** Known to be a job or a native task; left out, an engine that must know finds out itself. */
      readonly jobBased?: boolean;
    }
  /** Native tasks only; an empty assignee unassigns. With allowOverride false a task held by another one is a conflict. */
  | {
      readonly type: 'assignUserTask';
      readonly userTaskKey: string;
      readonly assignee: string;
      readonly allowOverride: boolean;
      readonly action?: string;
    }
  | {
      readonly type: 'updateUserTask';
      readonly userTaskKey: string;
      readonly changeset: {
        readonly candidateGroups?: readonly string[];
        readonly candidateUsers?: readonly string[];
        readonly dueDate?: string;
        readonly followUpDate?: string;
      };
      readonly action?: string;
    }
  | {
      readonly type: 'publishMessage';
      readonly name: string;
      readonly correlationKey: string;
      readonly messageId?: string;
      readonly timeToLiveMs: number;
      readonly variables: Variables;
    }
  | { readonly type: 'broadcastSignal'; readonly name: string; readonly variables: Variables }
  | {
      readonly type: 'setVariables';
      readonly elementInstanceKey: string;
      readonly variables: Variables;
      readonly local: boolean;
    }
  | { readonly type: 'resolveIncident'; readonly incidentKey: string }
  | {
      readonly type: 'modifyInstance';
      readonly processInstanceKey: string;
      readonly instructions: ModifyInstructions;
    }
  | {
      readonly type: 'migrateInstance';
      readonly processInstanceKey: string;
      readonly targetProcessDefinitionKey: string;
      readonly mapping: readonly { readonly sourceElementId: string; readonly targetElementId: string }[];
    }
  | { readonly type: 'evaluateDecision'; readonly decisionId: string; readonly variables: Variables };

export type DeployedProcess = {
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly processDefinitionKey: string;
  readonly resourceName: string;
};
export type DeployedDecision = { readonly decisionId: string; readonly version: number; readonly decisionKey: string };
export type DeployedForm = { readonly formId: string; readonly version: number; readonly formKey: string };

/** What an accepted command answers; `{}` where there is nothing to say. */
export type CommandAnswer = {
  readonly deploymentKey?: string;
  readonly processes?: readonly DeployedProcess[];
  readonly decisions?: readonly DeployedDecision[];
  readonly forms?: readonly DeployedForm[];
  readonly processInstanceKey?: string;
  readonly processDefinitionKey?: string;
  readonly messageKey?: string;
  readonly signalKey?: string;
  /** evaluateDecision: the output, JSON. */
  readonly decisionOutput?: Variables[string];
  /** The command is written down and will be carried out after the commit; its outcome is kept under this id. */
  readonly commandId?: string;
};

export type RejectionType = 'NOT_FOUND' | 'INVALID_STATE' | 'INVALID_ARGUMENT' | 'ALREADY_EXISTS';

/** One finding of a deployment: which file, which element, and a sentence. */
export type DeploymentProblem = { readonly resource: string; readonly elementId?: string; readonly message: string };

/** A command that an engine refused; nothing was changed by it. */
export class CommandRejected extends Error {
  readonly rejectionType: RejectionType;
  readonly problems: readonly DeploymentProblem[];
  constructor(rejectionType: RejectionType, message: string, problems: readonly DeploymentProblem[] = []) {
    super(message);
    this.name = 'CommandRejected';
    this.rejectionType = rejectionType;
    this.problems = problems;
  }
}
