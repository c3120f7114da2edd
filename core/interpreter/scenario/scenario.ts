import type { Variables } from '../../contracts/json.ts';

export type ScenarioTarget = {
  readonly element?: string;
  readonly type?: string;
  readonly instance?: number;
  readonly all?: boolean;
};
export type ScenarioMessage = {
  readonly name: string;
  readonly correlationKey?: string;
  readonly variables?: Variables;
  /** ISO 8601 duration. */
  readonly timeToLive?: string;
  readonly messageId?: string;
};
export type ScenarioSignal = { readonly name: string; readonly variables?: Variables };
export type ScenarioStart =
  | { readonly processId: string; readonly variables?: Variables }
  | { readonly message: ScenarioMessage }
  | { readonly signal: ScenarioSignal };

/** One step: exactly one of these. */
export type ScenarioStep = {
  readonly completeUserTask?: ScenarioTarget & { readonly variables?: Variables };
  readonly completeJob?: ScenarioTarget & { readonly variables?: Variables };
  readonly failJob?: ScenarioTarget & {
    readonly retries?: number;
    readonly errorMessage?: string;
    readonly retryBackOff?: string;
    readonly variables?: Variables;
  };
  readonly throwError?: ScenarioTarget & {
    readonly errorCode?: string;
    readonly errorMessage?: string;
    readonly variables?: Variables;
  };
  readonly updateRetries?: ScenarioTarget & { readonly retries: number };
  readonly publishMessage?: ScenarioMessage;
  readonly broadcastSignal?: ScenarioSignal;
  readonly advanceTime?: string;
  readonly setVariables?: ScenarioTarget & { readonly variables: Variables; readonly local?: boolean };
  readonly resolveIncident?: ScenarioTarget;
  readonly cancel?: true | { readonly processId?: string };
  readonly start?: ScenarioStart;
  readonly deploy?: { readonly resources: readonly string[] } | readonly string[];
};

/** A scenario file, format "scenario/1". */
export type Scenario = {
  readonly format?: string;
  readonly name?: string;
  /** What group of a collection it belongs to. */
  readonly category?: string;
  /** ISO 8601; default 2030-01-01T08:00:00Z. */
  readonly now?: string;
  /** Main process; default that of `start`. */
  readonly process?: string;
  readonly resources?: readonly string[];
  readonly start?: ScenarioStart;
  readonly steps?: readonly ScenarioStep[];
};

type Counts = Readonly<Record<string, number>>;
export type ScenarioUserTask = {
  readonly element: string;
  readonly assignee?: string;
  readonly candidateGroups?: readonly string[];
  readonly candidateUsers?: readonly string[];
};

/** Everything that can be seen after a step. */
export type ScenarioState = {
  readonly state: 'none' | 'active' | 'terminated' | 'completed';
  readonly active: Counts;
  readonly completed: Counts;
  readonly terminated: Counts;
  readonly taken: Counts;
  readonly waiting: {
    readonly userTasks: readonly ScenarioUserTask[];
    readonly jobs: readonly { readonly element: string; readonly type: string; readonly retries: number }[];
    /** dueIn: seconds. */
    readonly timers: readonly { readonly element: string; readonly dueIn: number }[];
    readonly messages: readonly { readonly element: string; readonly name: string; readonly correlationKey: string }[];
    readonly signals: readonly { readonly element: string; readonly name: string }[];
  };
  readonly incidents: readonly { readonly element: string; readonly errorType: string }[];
  readonly variables: Variables;
  readonly locals: Readonly<Record<string, readonly Variables[]>>;
  readonly otherInstances: readonly {
    readonly process: string;
    readonly state: string;
    readonly variables: Variables;
  }[];
  readonly rejected?: string;
};
