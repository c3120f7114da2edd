import { CommandRejected, type DeploymentResource, type EngineCommand } from '../../contracts/engine-command.ts';
import type { EngineRecord } from '../../contracts/engine-record.ts';
import { createLedger } from './ledger.ts';
import { commandsOf, readDuration, startCommand } from './perform-step.ts';
import type { Scenario, ScenarioState, ScenarioStep } from './scenario.ts';
import { takeSnapshot } from './snapshot.ts';

const DEFAULT_NOW = '2030-01-01T08:00:00Z';

/** When a scenario begins, milliseconds since the epoch. */
export const startTimeOf = ({ now = DEFAULT_NOW }: Scenario): number => Date.parse(now);

/** An engine that scenarios are played on, whatever it is. Its clock is the scenario's. */
export type Stage = {
  /** @throws CommandRejected */
  send(command: EngineCommand, now: number): Promise<void>;
  /**
   * Comes to rest: no command under way, nothing due at `now` left.
   * @returns records since the last call, in order
   * @throws Error it does not come to rest
   */
  settle(now: number): Promise<readonly EngineRecord[]>;
};

const createPlay = (scenario: Scenario, resources: readonly DeploymentResource[], stage: Stage) => {
  const ledger = createLedger();
  const { start } = scenario;
  const main = scenario.process ?? (start && 'processId' in start ? start.processId : '');
  const processIds = new Map<string, string>();
  let now = startTimeOf(scenario);

  const settle = async (): Promise<void> => {
    const fresh = await stage.settle(now);
    ledger.add(fresh);
    for (const { valueType, key, value } of fresh)
      if (valueType === 'PROCESS') processIds.set(key, String(value.bpmnProcessId));
  };
  const send = async (command: EngineCommand): Promise<void> => {
    try {
      await stage.send(command, now);
    } finally {
      // A command that is refused may still have told something, as a failed deployment of several files does.
      await settle();
    }
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
 * Plays a scenario on an engine.
 * @param resources files that the scenario names
 * @returns the state after the start and after every step
 * @throws Error when the scenario itself is wrong, or does not come to rest
 */
export const playScenario = async (
  scenario: Scenario,
  resources: readonly DeploymentResource[],
  stage: Stage,
): Promise<readonly ScenarioState[]> => {
  const play = createPlay(scenario, resources, stage);
  const names = scenario.resources ?? resources.map(({ name }) => name);
  const { start } = scenario;
  const deployed = names.length > 0 ? await rejectionOf(() => play.deploy(names)) : undefined;
  const started = start && (await rejectionOf(() => play.send(startCommand(start))));
  const after = [play.snapshot(deployed ?? started)];
  for (const step of scenario.steps ?? []) after.push(play.snapshot(await rejectionOf(() => play.perform(step))));
  return after;
};
