import type { Knex } from 'knex';
import type { EngineCommand } from '../../core/contracts/engine-command.ts';
import { EngineUnavailable, type CommandEngine, type EngineCapabilities } from './engine.ts';
import { findTargetKey } from './find-target-key.ts';

type Name = EngineCapabilities['name'];
type Deps = {
  /** Starts what begins now. */
  readonly main: CommandEngine;
  /** All that this site can reach, the main one too. */
  readonly engines: readonly CommandEngine[];
  /** The engine on which a dossier began. */
  readonly findEngineOf: (tx: Knex.Transaction, dossierId: string) => Promise<string | undefined>;
  /** The engine that made a key. */
  readonly engineOfKey: (key: string) => Name;
};

/** A process begins where its definition is. */
const keyOf = (command: EngineCommand): string | undefined =>
  command.type === 'createInstance' ? command.processDefinitionKey : findTargetKey(command);

/**
 * A site that moves from one engine to another: what begins now begins on the main one, a running dossier goes on where it began. Job handlers
 * and closing concern each engine by itself, so they are not here.
 */
export const createRoutedEngine = ({ main, engines, findEngineOf, engineOfKey }: Deps): CommandEngine => {
  const find = (name: string): CommandEngine => {
    const engine = engines.find(({ capabilities }) => capabilities.name === name);
    if (!engine) throw new EngineUnavailable('notDone', `The engine ${name}, on which this began, is not connected`);
    return engine;
  };
  const choose = async (
    command: EngineCommand,
    tx: Knex.Transaction,
    dossierId: string | null,
  ): Promise<CommandEngine> => {
    const key = keyOf(command);
    if (key !== undefined) return find(engineOfKey(key));
    const name = dossierId === null ? undefined : await findEngineOf(tx, dossierId);
    return name === undefined ? main : find(name);
  };
  return {
    get capabilities() {
      return main.capabilities;
    },
    send: async (command, tx, subject) =>
      (await choose(command, tx, subject?.dossierId ?? null)).send(command, tx, subject),
  };
};
