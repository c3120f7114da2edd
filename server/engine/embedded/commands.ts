import type { Knex } from 'knex';
import type { CommandAnswer, EngineCommand } from '../../../core/contracts/engine-command.ts';
import type { Changes, InternalCommand } from '../../../core/interpreter/api.ts';
import type { Clock } from '../../shared/clock.ts';
import { afterCommit } from '../after-commit.ts';
import { createCommandStore } from './command-store.ts';
import type { DefinitionMemory } from './definition-store.ts';
import type { Interpreter } from './interpreter-port.ts';
import { createKeySource } from './key-source.ts';
import { queryOf } from '../query.ts';
import { createTreeLocks, type LockedTree } from './tree-locks.ts';

type Deps = {
  readonly clock: Clock;
  readonly interpreter: Interpreter;
  /** After a commit: `work` when a job may be taken or something is due later. */
  readonly onCommitted: (work: boolean) => void;
};
const PARTITIONS = 8;

const bringsWork = ({ waits, messages }: Changes): boolean =>
  messages.length > 0 || waits.some(({ kind, dueAt }) => kind === 'job' || dueAt !== null);

export type RunCommand = (
  command: EngineCommand | InternalCommand,
  tx: Knex.Transaction,
  /** A tree that this transaction has locked and read already. */
  locked?: { readonly rootKey: string; readonly tree: LockedTree },
) => Promise<CommandAnswer>;

/** One command, one broker, one store, in the caller's transaction. @throws CommandRejected */
export const createRunCommand = ({ clock, interpreter, onCommitted }: Deps): RunCommand => {
  const keys = createKeySource();
  const definitions: DefinitionMemory = new Map();
  let started = 0;
  return async (command, tx, locked) => {
    const query = await queryOf(tx);
    const locks = createTreeLocks(query);
    if (locked) locks.put(locked.rootKey, locked.tree);
    const onWritten = (changes: Changes): void => afterCommit(tx, () => onCommitted(bringsWork(changes)));
    const partition = (started++ % PARTITIONS) + 1;
    const store = createCommandStore({ query, keys, definitions, partition, locks, onWritten });
    return interpreter.createBroker(store).handle(command, clock());
  };
};
