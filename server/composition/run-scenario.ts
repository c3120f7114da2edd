import type { JsonValue } from '../../core/contracts/json.ts';
import { runScenario } from '../../core/interpreter/scenario/run-scenario.ts';
import type { Scenario } from '../../core/interpreter/scenario/scenario.ts';
import type { RunScenario } from '../../core/procedure/check-scenarios.ts';

const LIMIT_MS = 10_000;

/** Scenarios of a package come from outside: one that does not end is ended, and told as a problem of the package. */
export const runScenarioOfPackage: RunScenario = async (scenario, resources) => {
  const end = Date.now() + LIMIT_MS;
  const states = await runScenario(scenario as unknown as Scenario, resources, () => {
    if (Date.now() > end) throw new Error(`The scenario does not come to rest within ${LIMIT_MS / 1000} s`);
  });
  return states as unknown as JsonValue[];
};
