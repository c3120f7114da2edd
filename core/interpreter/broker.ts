import type { Feel } from '../expressions/feel.ts';
import type { CommandAnswer } from '../contracts/engine-command.ts';
import type { Broker, BrokerStore, Changes } from './api.ts';
import { runCommand } from './commands/run-command.ts';
import { createExecution } from './create-execution.ts';
import { createDefinitionCache, type DefinitionCache } from './definition-cache.ts';
import { createExpressions } from './expressions.ts';
import { createKeyPool } from './key-pool.ts';
import { createOutside } from './outside.ts';
import type { Session } from './session.ts';
import { closeTree } from './tree.ts';

export type BrokerParts = {
  readonly feel: Feel;
  /** Share one between brokers, so that a definition is parsed once. */
  readonly cache?: DefinitionCache;
};

const changesOf = ({ x, messages, definitions }: Session): Changes => ({
  instances: [...x.trees].map(([rootKey, tree]) => ({ rootKey, tree: tree && closeTree(tree) })),
  openedProcessInstances: x.openedProcessInstances,
  waits: [...x.waits.values()].filter((wait) => wait !== null),
  closedWaits: [...x.waits].flatMap(([key, wait]) => (wait === null ? [key] : [])),
  messages: [...messages.values()].filter((message) => message !== null),
  closedMessages: [...messages].flatMap(([key, message]) => (message === null ? [key] : [])),
  definitions,
  records: x.records,
});

/** A broker over a store. Calls of one store must not overlap: each is one transaction of the caller. */
export const createBroker = (
  store: BrokerStore,
  { feel, cache = createDefinitionCache(feel) }: BrokerParts,
): Broker => {
  const keys = createKeyPool(() => store.nextKey());
  const expressions = createExpressions(feel);
  return {
    handle: async (command, now): Promise<CommandAnswer> => {
      const outside = createOutside(() => session);
      const runner = createExecution({ now, keys, expressions, outside });
      const session: Session = {
        x: runner.x,
        store,
        cache,
        feel,
        messages: new Map(),
        definitions: [],
        endedByMessage: new Set(),
      };
      const answer = await runCommand(session, command);
      await runner.run();
      await store.write(changesOf(session));
      return answer;
    },
  };
};
