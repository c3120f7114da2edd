// A thread of its own for scenarios, so that one without an end can be ended from outside.
import { parentPort } from 'node:worker_threads';
import { runScenario } from '../core/interpreter/scenario/run-scenario.ts';
import type { ScenarioAnswer, ScenarioQuestion } from './scenario-player.ts';

const answer = async ({ scenario, resources }: ScenarioQuestion): Promise<ScenarioAnswer> => {
  try {
    return { after: await runScenario(scenario, resources) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
};

parentPort?.on('message', (question: ScenarioQuestion) => {
  void answer(question).then((told) => parentPort?.postMessage(told));
});
