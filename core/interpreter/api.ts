import type { CommandAnswer, EngineCommand } from '../contracts/engine-command.ts';
import type { NewRecord } from '../contracts/engine-record.ts';
import type { Variables } from '../contracts/json.ts';

/**
 * The state of one root process instance with everything it called: plain JSON, without completed elements.
 * Its inside belongs to the interpreter; a store keeps it as text.
 */
export type InstanceTree = { readonly rootKey: string; readonly [field: string]: unknown };

/** Something of an instance, or of a deployed start event, that the world outside must be able to find. */
export type Wait = {
  readonly key: string;
  readonly kind: 'job' | 'userTask' | 'timer' | 'message' | 'signal' | 'incident';
  /** Root of the tree it belongs to; null for a start event of a deployed process. */
  readonly rootKey: string | null;
  readonly processDefinitionKey: string;
  readonly bpmnProcessId: string;
  readonly processInstanceKey: string | null;
  readonly elementInstanceKey: string | null;
  readonly elementId: string;
  /** Job type, message name or signal name; "" for others. */
  readonly name: string;
  /** Messages: the evaluated correlation key; null for a message start event. */
  readonly correlationKey: string | null;
  /** Timers: when due; jobs: end of the back-off (null = may be taken now). Milliseconds since the epoch. */
  readonly dueAt: number | null;
  /** Jobs and user tasks; timers of start events: firings that are left, -1 = without end; null for others. A job without retries is not handed out. */
  readonly retries: number | null;
};

export type BufferedMessage = {
  readonly key: string;
  readonly name: string;
  readonly correlationKey: string;
  readonly messageId: string;
  readonly variables: Variables;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** Process ids to which it was correlated already: once per process. */
  readonly correlatedTo: readonly string[];
};

export type StoredDefinition = {
  readonly kind: 'process' | 'decisionRequirements' | 'form';
  readonly key: string;
  /** BPMN process id, DRG id or form id. */
  readonly id: string;
  readonly version: number;
  readonly resourceName: string;
  readonly content: string;
  readonly checksum: string;
  readonly deploymentKey: string;
  /** decisionRequirements only: the decisions inside with their own keys. */
  readonly decisions?: readonly {
    readonly decisionId: string;
    readonly decisionKey: string;
    readonly version: number;
  }[];
};

/** All that one command changed. A store writes it in one transaction, or not at all. */
export type Changes = {
  readonly instances: readonly { readonly rootKey: string; readonly tree: InstanceTree | null }[];
  /** Process instances of a tree, so that a key can be traced to its root. */
  readonly openedProcessInstances: readonly { readonly key: string; readonly rootKey: string }[];
  /** New or changed, by key. */
  readonly waits: readonly Wait[];
  readonly closedWaits: readonly string[];
  readonly messages: readonly BufferedMessage[];
  readonly closedMessages: readonly string[];
  readonly definitions: readonly StoredDefinition[];
  readonly records: readonly NewRecord[];
};

/**
 * What the broker asks of a store. Reads see the state before the command; the broker keeps its own overlay.
 * Every method of one command runs in one transaction of the caller; `loadInstance` locks the tree until its end.
 */
export interface BrokerStore {
  loadInstance(rootKey: string): Promise<InstanceTree | undefined>;
  /** The root of the tree in which a wait, a process instance or an element instance with this key lives. */
  findRoot(key: string): Promise<string | undefined>;
  findWait(key: string): Promise<Wait | undefined>;
  /** Oldest first. correlationKey undefined: subscriptions of start events with that name. */
  findMessageWaits(name: string, correlationKey: string | undefined): Promise<readonly Wait[]>;
  findSignalWaits(name: string): Promise<readonly Wait[]>;
  /** Waits of deployed start events of a process id, of all its versions. */
  findStartWaits(bpmnProcessId: string): Promise<readonly Wait[]>;
  /** Buffered messages that have not expired, oldest first. */
  findMessages(name: string, correlationKey: string, now: number): Promise<readonly BufferedMessage[]>;
  /** True while a running root instance of this process was started by a message with this correlation key. */
  hasInstanceStartedByMessage(bpmnProcessId: string, correlationKey: string): Promise<boolean>;
  findDefinition(key: string): Promise<StoredDefinition | undefined>;
  /** Newest version of a process id, DRG id or form id. */
  findLatestDefinition(kind: StoredDefinition['kind'], id: string): Promise<StoredDefinition | undefined>;
  /** Newest version of the requirements graph that holds this decision. */
  findLatestDecision(decisionId: string): Promise<StoredDefinition | undefined>;
  /** Unique, growing int64 as decimal text. */
  nextKey(): string | Promise<string>;
  write(changes: Changes): Promise<void>;
}

/** Commands that a scheduler gives beside those of callers. */
export type InternalCommand =
  | { readonly type: 'triggerTimer'; readonly timerKey: string }
  | { readonly type: 'endJobBackOff'; readonly jobKey: string }
  | { readonly type: 'expireMessage'; readonly messageKey: string };

export interface Broker {
  /**
   * Runs one command to quiescence (everything that follows from it without a further command) and writes its changes.
   * @param now milliseconds since the epoch: the only clock
   * @throws CommandRejected nothing was changed
   */
  handle(command: EngineCommand | InternalCommand, now: number): Promise<CommandAnswer>;
}
