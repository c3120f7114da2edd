import { createBufferedNames } from '../../conformance/runner/buffered-names.ts';
import type { ScenarioCase } from '../../conformance/runner/scenario-files.ts';
import type { Scenario } from '../../../core/interpreter/scenario/scenario.ts';

const START = Date.parse('2030-01-01T08:00:00Z');
const played = (scenario: Scenario, content = ''): ScenarioCase => ({
  name: 'x',
  folder: 'x',
  scenario,
  resources: [{ name: 'x.bpmn', content }],
  expected: undefined,
});
const publishing = (timeToLive?: string): ScenarioCase =>
  played({ steps: [{ publishMessage: { name: 'fee-paid', ...(timeToLive !== undefined && { timeToLive }) } }] });

describe('a message that a scenario left behind', () => {
  it.each<[string, ScenarioCase, ScenarioCase, boolean]>([
    ['concerns one whose model knows its name', publishing('PT1H'), played({}, '<message name="fee-paid"/>'), true],
    ['concerns one whose steps publish it', publishing('PT1H'), publishing(), true],
    ['concerns no other one', publishing('PT1H'), played({}, '<message name="fee-refused"/>'), false],
    ['is gone at once without a time to live', publishing(), played({}, '<message name="fee-paid"/>'), false],
    ['is gone after its time', publishing('PT1H'), played({ now: '2030-01-01T09:00:01Z' }, 'fee-paid'), false],
    [
      'counts as well at a start',
      played({ start: { message: { name: 'fee-paid', timeToLive: 'PT1H' } } }),
      publishing(),
      true,
    ],
  ])('%s', (_, before, next, concerned) => {
    const names = createBufferedNames();
    names.add(before, START);
    expect(names.concern(next)).toBe(concerned);
  });
});
