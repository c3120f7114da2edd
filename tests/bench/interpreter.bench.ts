import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineCommand } from '../../core/contracts/engine-command.ts';
import { createFeel } from '../../core/expressions/feel.ts';
import type { Changes } from '../../core/interpreter/api.ts';
import { createBroker } from '../../core/interpreter/broker.ts';
import { createMemoryStore } from '../../core/interpreter/memory-store.ts';
import type { Scenario, ScenarioStep } from '../../core/interpreter/scenario/scenario.ts';

const INSTANCES = 2_000;
const WARM_UP = 500;
const REQUIRED = 50_000;
const folder = join(process.cwd(), 'processes/1.001193/scenarios/straight');

const readScenario = (): Scenario => JSON.parse(readFileSync(join(folder, 'scenario.json'), 'utf8')) as Scenario;

/** A memory store that counts what happens and keeps no records. */
const createCountingStore = () => {
  const store = createMemoryStore();
  let transitions = 0;
  return {
    waits: store.waits,
    transitions: () => transitions,
    port: {
      ...store,
      write: (changes: Changes) => {
        for (const { valueType, intent } of changes.records)
          if (valueType === 'PROCESS_INSTANCE' && intent.startsWith('ELEMENT_')) transitions += 1;
        return store.write({ ...changes, records: [] });
      },
    },
  };
};

/** Steps of the scenario that a straight run is made of. */
const commandFor = (step: ScenarioStep, waits: ReturnType<typeof createCountingStore>['waits']): EngineCommand => {
  const target = step.completeUserTask ?? step.completeJob;
  const wait = [...waits.values()].find(({ elementId, kind }) => elementId === target?.element && kind !== 'timer');
  if (!target || !wait) throw new Error(`The scenario does not wait at ${JSON.stringify(step)}`);
  const variables = target.variables ?? {};
  return step.completeUserTask
    ? { type: 'completeUserTask', userTaskKey: wait.key, variables }
    : { type: 'completeJob', jobKey: wait.key, variables };
};

/** Birth registrations from start to end, per second of processor time, trees kept as text between commands as in a real store. */
export const run = async (): Promise<Record<string, unknown>> => {
  const scenario = readScenario();
  const { start } = scenario;
  if (!start || !('processId' in start)) throw new Error('The scenario starts no process');
  const store = createCountingStore();
  const broker = createBroker(store.port, { feel: createFeel() });
  const now = Date.parse(scenario.now ?? '');
  const resources = (scenario.resources ?? []).map((name) => ({
    name,
    content: readFileSync(join(folder, name), 'utf8'),
  }));
  await broker.handle({ type: 'deploy', resources }, now);
  const playOne = async (): Promise<void> => {
    await broker.handle(
      { type: 'createInstance', bpmnProcessId: start.processId, variables: start.variables ?? {} },
      now,
    );
    for (const step of scenario.steps ?? []) await broker.handle(commandFor(step, store.waits), now);
  };
  for (let i = 0; i < WARM_UP; i++) await playOne();
  const before = store.transitions();
  const started = process.cpuUsage();
  for (let i = 0; i < INSTANCES; i++) await playOne();
  const { user, system } = process.cpuUsage(started);
  const seconds = (user + system) / 1_000_000;
  const transitionsPerSecond = Math.round((store.transitions() - before) / seconds);
  return { instances: INSTANCES, transitionsPerSecond, required: REQUIRED, ok: transitionsPerSecond >= REQUIRED };
};
