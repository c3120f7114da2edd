import type { Knex } from 'knex';
import type { CommandAnswer, EngineCommand } from '../../core/contracts/engine-command.ts';
import type { Variables } from '../../core/contracts/json.ts';

export type ActivatedJob = {
  readonly key: string;
  readonly type: string;
  readonly retries: number;
  readonly processInstanceKey: string;
  readonly bpmnProcessId: string;
  readonly processDefinitionKey: string;
  readonly elementId: string;
  readonly elementInstanceKey: string;
  /** Task headers of the model. */
  readonly headers: Readonly<Record<string, string>>;
  /** Variables visible from the job's element (local ones win). */
  readonly variables: Variables;
};

export type JobOutcome =
  | { readonly type: 'complete'; readonly variables: Variables }
  | {
      readonly type: 'fail';
      readonly errorMessage: string;
      readonly retryBackOffMs: number;
      /** Trying again changes nothing until a person acts: the job's retries are over. */
      readonly final?: true;
    }
  | {
      readonly type: 'error';
      readonly errorCode: string;
      readonly errorMessage: string;
      readonly variables: Variables;
    };

/**
 * A handler of a job type. Its database writes go through `tx`; they, the job's outcome and everything that follows from it
 * in an embedded engine commit together, so a job is done exactly once. A thrown error rolls back and fails the job with back-off.
 */
export type JobHandler = (job: ActivatedJob, tx: Knex.Transaction) => Promise<JobOutcome>;

/** An engine could not be reached, or did not answer in time. */
export class EngineUnavailable extends Error {
  /** notDone: the command had no effect and may be sent again · unknown: it may have been carried out. */
  readonly outcome: 'notDone' | 'unknown';
  constructor(outcome: 'notDone' | 'unknown', message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EngineUnavailable';
    this.outcome = outcome;
  }
}

export type EngineCapabilities = {
  readonly name: 'embedded' | 'zeebe';
  readonly version: string;
  /** Commands take effect inside the caller's transaction. */
  readonly transactional: boolean;
};

/** What a command is about; commands about one dossier are carried out in the order in which they were given. */
export type CommandSubject = { readonly dossierId?: string | null };

/** What features know of an engine, or of several that serve one site. */
export interface CommandEngine {
  readonly capabilities: EngineCapabilities;
  /**
   * A transactional engine carries the command out inside `tx`, so that domain rows and process state commit together. Another one writes it
   * down in `tx`, carries it out after the commit, whatever happens to this process, and answers `commandId` only; a refusal is told
   * to `onRefused` of the adapter. Deployments and decisions are answered at once by both.
   * @throws CommandRejected refused, nothing changed · EngineUnavailable safe to try again later
   */
  send(command: EngineCommand, tx: Knex.Transaction, subject?: CommandSubject): Promise<CommandAnswer>;
}

/** The port to a process engine: what an adapter gives. */
export interface Engine extends CommandEngine {
  /** Starts handing out jobs of these types; resolves when the loop is running. */
  work(handlers: Readonly<Record<string, JobHandler>>): Promise<void>;
  close(): Promise<void>;
}
