import type {
  CommandAnswer,
  DeploymentProblem,
  EngineCommand,
  RejectionType,
} from '../../../../core/contracts/engine-command.ts';

export type Refusal = {
  readonly type: RejectionType;
  readonly message: string;
  readonly problems: readonly DeploymentProblem[];
};

/** A command on its way to the brokers. */
export type OutboxCommand = {
  readonly id: string;
  /** Commands of one lane are sent in the order of their ids. */
  readonly lane: string;
  readonly dossierId: string | null;
  readonly jobKey: string | null;
  readonly command: EngineCommand;
  /** It was sent before and nobody knows whether that had an effect. */
  readonly uncertain: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
};

export type NewOutboxCommand = Pick<OutboxCommand, 'lane' | 'dossierId' | 'jobKey' | 'command'>;

export type Outcome =
  | { readonly id: string; readonly state: 'done'; readonly answer: CommandAnswer }
  | { readonly id: string; readonly state: 'refused'; readonly refusal: Refusal };
