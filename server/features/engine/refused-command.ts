import type { EngineCommand, RejectionType } from '../../../core/contracts/engine-command.ts';

/** A command that an engine refused after it had been promised to whoever gave it. */
export type RefusedCommand = {
  readonly id: string;
  readonly dossierId: string | null;
  readonly command: EngineCommand;
  readonly reason: RejectionType;
};
export type CommandOf<T extends EngineCommand['type']> = Extract<EngineCommand, { type: T }>;
