import { CommandRejected, type DeploymentResource, type EngineCommand } from '../../contracts/engine-command.ts';
import { createFeel } from '../../expressions/feel.ts';
import { createBroker } from '../broker.ts';
import { fireDue } from '../fire-due.ts';
import { createMemoryStore } from '../memory-store.ts';
import { createLedger } from './ledger.ts';
import { commandsOf, readDuration, startCommand } from './perform-step.ts';
import type { Scenario, ScenarioState, ScenarioStep } from './scenario.ts';
import { takeSnapshot } from './snapshot.ts';

const DEFAULT_NOW = '2030-01-01T08:00:00Z';

const createStage = (scenario: Scenario, resources: readonly DeploymentResource[], deadline: () => void) => {
  const store = createMemoryStore();
  const broker = createBroker(store, { feel: createFeel() });
  const ledger = createLedger();
  const { start } = scenario;
  const main = scenario.process ?? (start && 'processId' in start ? start.processId : '');
  const processIds = new Map<string, string>();
  let now = Date.parse(scenario.now ?? DEFAULT_NOW);
  let read = 0;

  const learn = (): void => {
    const fresh = store.records.slice(read);
    read = store.records.length;
    ledger.add(fresh);
    for (const { valueType, key, value } of fresh)
      if (valueType === 'PROCESS') processIds.set(key, String(value.bpmnProcessId));
  };
  const settle = async (): Promise<void> => {
    await fireDue(broker, store, now, deadline);
    learn();
  };
  const send = async (command: EngineCommand): Promise<void> => {
    deadline();
    await broker.handle(command, now);
    await settle();
  };
  const resourceOf = (name: string): DeploymentResource => {
    const found = resources.find((resource) => resource.name === name);
    if (!found) throw new Error(`The scenario names ${name}, which is not there`);
    return found;
  };
  const deploy = (names: readonly string[]): Promise<void> =>
    send({ type: 'deploy', resources: names.map(resourceOf) });
  return {
    deploy,
    send,
    perform: async (step: ScenarioStep): Promise<void> => {
      if (step.advanceTime !== undefined) {
        now += readDuration(step.advanceTime, now);
        await settle();
      } else if (step.deploy) await deploy('resources' in step.deploy ? step.deploy.resources : step.deploy);
      else for (const command of commandsOf(step, ledger, main)) await send(command);
    },
    snapshot: (rejected: string | undefined): ScenarioState =>
      takeSnapshot(ledger, { main, now, processIdOf: (key) => processIds.get(key) ?? '' }, rejected),
  };
};

/** The rejection of an action, undefined when it was accepted. Other errors go on. */
const rejectionOf = async (action: () => Promise<void>): Promise<string | undefined> => {
  try {
    await action();
    return undefined;
  } catch (error) {
    if (error instanceof CommandRejected) return error.rejectionType;
    throw error;
  }
};

/**
 * Plays a scenario on the interpreter, in memory and on a clock of its own.
 * @param resources files that the scenario names
 * @param deadline called before every command; may throw to end a scenario that takes too long
 * @returns the state after the start and after every step
 * @throws Error when the scenario itself is wrong, or does not come to rest
 */
export const runScenario = async (
  scenario: Scenario,
  resources: readonly DeploymentResource[],
  deadline: () => void = () => undefined,
): Promise<readonly ScenarioState[]> => {
  const stage = createStage(scenario, resources, deadline);
  const names = scenario.resources ?? resources.map(({ name }) => name);
  const { start } = scenario;
  const deployed = names.length > 0 ? await rejectionOf(() => stage.deploy(names)) : undefined;
  const started = start && (await rejectionOf(() => stage.send(startCommand(start))));
  const after = [stage.snapshot(deployed ?? started)];
  for (const step of scenario.steps ?? []) after.push(stage.snapshot(await rejectionOf(() => stage.perform(step))));
  return after;
};
