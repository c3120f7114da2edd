import type { CommandAnswer, EngineCommand } from '../../../../core/contracts/engine-command.ts';
import type { ActivatedJob } from '../../engine.ts';
import type { GatewayCapabilities } from './capabilities.ts';

export type Partition = { readonly id: number; readonly hasLeader: boolean; readonly healthy: boolean };

/** Partitions as their best replica is: one that leads decides whether the partition takes commands. */
export type Topology = {
  /** Of the gateway, such as `8.5.8`. */
  readonly version: string;
  readonly brokers: readonly { readonly nodeId: number; readonly address: string; readonly version: string }[];
  /** Sorted by id; a partition that no broker told of yet is listed without a leader. */
  readonly partitions: readonly Partition[];
  readonly capabilities: GatewayCapabilities;
};

/** A job as it was activated. */
export type GatewayJob = ActivatedJob & {
  /** The variables as the broker wrote them: integers beyond 2^53 are exact here and rounded in `variables`. */
  readonly variablesText: string;
};

export type WorkerOptions = {
  readonly type: string;
  /** Jobs in hand at once; no more are fetched until one is done. */
  readonly capacity: number;
  /** How long the broker keeps a job for this worker, milliseconds. */
  readonly lockMs: number;
  /** Answers the job itself, through `execute`. A rejected promise is logged; the broker hands the job out again after its lock. */
  readonly onJob: (job: GatewayJob) => Promise<void>;
};

/** `close` fetches no more and resolves when the jobs in hand are done. */
export type GatewayWorker = { close(): Promise<void> };

export type CallOptions = {
  /** For the whole call with its waits, milliseconds. */
  readonly deadlineMs?: number;
};

/** A Zeebe gateway in the words of the engine port. Every call ends within its deadline. */
export type ZeebeGateway = {
  /** One command, one answer. @throws CommandRejected · EngineUnavailable */
  execute(command: EngineCommand, options?: CallOptions): Promise<CommandAnswer>;
  /** Brokers, partitions and their health, and what this version can do. @throws EngineUnavailable */
  readTopology(options?: CallOptions): Promise<Topology>;
  /** A process version, a decision requirements graph or a form, by its key. @throws CommandRejected · EngineUnavailable */
  deleteResource(key: string, options?: CallOptions): Promise<void>;
  /** Jobs of one type, handed over once per activation and never answered by the client itself. Comes back by itself after the broker was away. */
  openWorker(options: WorkerOptions): GatewayWorker;
  /** Closes workers and connections; calls under way end as EngineUnavailable. */
  close(): Promise<void>;
};
