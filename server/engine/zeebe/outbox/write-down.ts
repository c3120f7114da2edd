import type { Knex } from 'knex';
import type { EngineCommand } from '../../../../core/contracts/engine-command.ts';
import { afterCommit } from '../../after-commit.ts';
import { findTargetKey } from '../../find-target-key.ts';
import { variablesText } from '../gateway/message-size.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { OutboxStore } from './outbox-store.ts';

export type Subject = { readonly dossierId: string | null; readonly jobKey: string | null };
/**
 * Keeps a command in the caller's transaction; it is sent after the commit.
 * @returns its id
 * @throws CommandRejected more variables than an engine takes
 */
export type WriteDown = (command: EngineCommand, tx: Knex.Transaction, subject: Subject) => Promise<string>;

/** Commands without a dossier keep their order by what they speak to. */
const laneOf = (command: EngineCommand, { dossierId }: Subject): string => {
  if (dossierId !== null) return dossierId;
  switch (command.type) {
    // A repair is several commands that speak to different things: the job gets a try before its incident is resolved.
    case 'setVariables':
    case 'updateJobRetries':
    case 'resolveIncident':
      return 'repair';
    case 'publishMessage':
      return `${command.name} ${command.correlationKey}`;
    default:
      return findTargetKey(command) ?? command.type;
  }
};

type Deps = {
  readonly store: Pick<OutboxStore, 'add'>;
  readonly dispatcher: Pick<Dispatcher, 'accept' | 'hasRoom'>;
  readonly clock: () => number;
};

export const createWriteDown =
  ({ store, dispatcher, clock }: Deps): WriteDown =>
  async (command, tx, subject) => {
    // Refused here, what the command belongs to does not happen; refused later, it would have happened in vain.
    if ('variables' in command) variablesText(command.variables);
    const entry = { lane: laneOf(command, subject), command, ...subject };
    const leasedAt = performance.now();
    const { row, inHand } = await store.add(tx, entry, { now: clock(), mayTake: dispatcher.hasRoom() });
    if (inHand) afterCommit(tx, () => dispatcher.accept(row, leasedAt));
    return row.id;
  };
