/** What the gateway answers, as gateway.proto is read here: int64 as decimal text, enumerations by name. */
export type TopologyAnswer = {
  readonly gatewayVersion: string;
  readonly partitionsCount: number;
  readonly brokers: readonly {
    readonly nodeId: number;
    readonly host: string;
    readonly port: number;
    readonly version: string;
    readonly partitions: readonly {
      readonly partitionId: number;
      readonly role: 'LEADER' | 'FOLLOWER' | 'INACTIVE';
      readonly health: 'HEALTHY' | 'UNHEALTHY' | 'DEAD';
    }[];
  }[];
};

export type DeployAnswer = {
  readonly key: string;
  readonly deployments: readonly {
    readonly process?: { bpmnProcessId: string; version: number; processDefinitionKey: string; resourceName: string };
    readonly decision?: { dmnDecisionId: string; version: number; decisionKey: string };
    readonly form?: { formId: string; version: number; formKey: string };
  }[];
};

export type CreateInstanceAnswer = { readonly processInstanceKey: string; readonly processDefinitionKey: string };
export type KeyAnswer = { readonly key: string };
export type EvaluateAnswer = {
  readonly decisionOutput: string;
  readonly failedDecisionId: string;
  readonly failureMessage: string;
};

export type JobAnswer = {
  readonly key: string;
  readonly type: string;
  readonly retries: number;
  readonly processInstanceKey: string;
  readonly bpmnProcessId: string;
  readonly processDefinitionKey: string;
  readonly elementId: string;
  readonly elementInstanceKey: string;
  /** JSON object of texts. */
  readonly customHeaders: string;
  /** JSON object. */
  readonly variables: string;
};
export type ActivateJobsAnswer = { readonly jobs: readonly JobAnswer[] };
