import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startBroker } from '../../scripts/zeebe/broker.mjs';
import { compareRuns } from '../conformance/runner/compare-states.ts';
import { planChains } from '../conformance/runner/plan-chains.ts';
import { createBrokerPlayer } from '../conformance/runner/play-on-broker.ts';
import { findScenarios, readScenario } from '../conformance/runner/scenario-files.ts';

const root = process.cwd();
/** Of the own collection each one of so many is played; `npm run conformance` plays all. */
const EVERY = 16;

const ofProcedures = readdirSync(join(root, 'processes'))
  .map((name) => join(root, 'processes', name, 'scenarios'))
  .filter((folder) => existsSync(folder));
const ofCollection = findScenarios([join(root, 'tests/conformance/scenarios')]);
const sample = [...findScenarios(ofProcedures), ...ofCollection.filter((_, index) => index % EVERY === 0)].map(
  readScenario,
);

describe('a broker still does what was recorded from one', () => {
  const player = createBrokerPlayer(startBroker, { mayGoBack: true });
  beforeAll(() => player.start());
  afterAll(() => player.close());

  it.each(
    planChains(sample)
      .flat()
      .map((one) => [one.name, one] as const),
  )('%s', async (_, one) => {
    expect(one.expected).toBeDefined();
    expect(compareRuns(one.expected ?? [], await player.play(one))).toEqual([]);
  });
});
