import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '../../../core/contracts/json.ts';
import { runScenario } from '../../../core/interpreter/scenario/run-scenario.ts';
import { compareRuns } from '../../conformance/runner/compare-states.ts';
import { findScenarios, readScenario } from '../../conformance/runner/scenario-files.ts';

const root = process.cwd();
const LIMIT_MS = 20_000;
const processes = readdirSync(join(root, 'processes'))
  .map((name) => join(root, 'processes', name, 'scenarios'))
  .filter((folder) => existsSync(folder));
const cases = findScenarios([join(root, 'tests/conformance/scenarios'), ...processes]).map(readScenario);

const play = async ({ scenario, resources }: (typeof cases)[number]): Promise<readonly JsonValue[]> => {
  const end = Date.now() + LIMIT_MS;
  const states = await runScenario(scenario, resources, () => {
    if (Date.now() > end) throw new Error('does not come to rest');
  });
  return JSON.parse(JSON.stringify(states)) as JsonValue[];
};

describe('the embedded engine does what a broker was recorded to do', () => {
  it('in a collection of more than a hundred scenarios, all of them recorded', () => {
    expect(cases.length).toBeGreaterThan(120);
    expect(cases.filter(({ expected }) => expected === undefined).map(({ name }) => name)).toEqual([]);
  });

  it.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    expect(compareRuns(one.expected ?? [], await play(one))).toEqual([]);
  });
});
