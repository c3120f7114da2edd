import type { DeploymentResource } from '../../contracts/engine-command.ts';
import { createFeel } from '../../expressions/feel.ts';
import { createBroker } from '../broker.ts';
import { fireDue } from '../fire-due.ts';
import { createMemoryStore } from '../memory-store.ts';
import { playScenario, type Stage } from './play-scenario.ts';
import type { Scenario, ScenarioState } from './scenario.ts';

const createMemoryStage = (deadline: () => void): Stage => {
  const store = createMemoryStore();
  const broker = createBroker(store, { feel: createFeel() });
  let read = 0;
  return {
    send: async (command, now) => {
      deadline();
      await broker.handle(command, now);
    },
    settle: async (now) => {
      await fireDue(broker, store, now, deadline);
      const fresh = store.records.slice(read);
      read = store.records.length;
      return fresh;
    },
  };
};

/**
 * Plays a scenario on the interpreter, in memory and on a clock of its own.
 * @param resources files that the scenario names
 * @param deadline called before every command; may throw to end a scenario that takes too long
 * @returns the state after the start and after every step
 * @throws Error when the scenario itself is wrong, or does not come to rest
 */
export const runScenario = (
  scenario: Scenario,
  resources: readonly DeploymentResource[],
  deadline: () => void = () => undefined,
): Promise<readonly ScenarioState[]> => playScenario(scenario, resources, createMemoryStage(deadline));
