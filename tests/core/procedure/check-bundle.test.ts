import type { JsonValue } from '../../../core/contracts/json.ts';
import { checkBundle } from '../../../core/procedure/check-bundle.ts';
import type { RunScenario } from '../../../core/procedure/check-scenarios.ts';
import { bundle, surroundings } from './bundle-of.ts';

const readDecisions = () => Promise.resolve({ decisionIds: [], problems: [] });
const check = (changes: Record<string, string | undefined>, runScenario: RunScenario = () => Promise.resolve([])) =>
  checkBundle(bundle(changes), { surroundings, readDecisions, runScenario });
const scenario = (resources: string[]) => JSON.stringify({ format: 'scenario/1', resources, steps: [] });
const expected = (after: JsonValue[]) => JSON.stringify({ format: 'scenario-expected/1', after });
const rulesOf = (problems: readonly { rule?: string }[]) => problems.map(({ rule }) => rule);

describe('checking a whole package', () => {
  it('warns about a package without a scenario', async () => {
    expect(rulesOf(await check({}))).toEqual(['scenario-none']);
  });

  it('runs a scenario with the files it names, wherever the library keeps them', async () => {
    const seen: string[] = [];
    const run: RunScenario = (_, resources) => {
      seen.push(...resources.map(({ name, content }) => `${name}:${content.length > 0}`));
      return Promise.resolve([{ state: 'completed' }]);
    };
    const files = {
      'scenarios/a/scenario.json': scenario(['../../main.bpmn', '../../../../forms/check.form.json']),
      'scenarios/a/expected.json': expected([{ state: 'completed' }]),
    };
    expect(await check(files, run)).toEqual([]);
    expect(seen).toEqual(['../../main.bpmn:true', '../../../../forms/check.form.json:true']);
  });

  it.each([
    ['another state', expected([{ state: 'active' }]), 'scenario-state'],
    ['more states', expected([{ state: 'completed' }, { state: 'completed' }]), 'scenario-state'],
    ['no recorded states', undefined, 'scenario-expected'],
    ['recorded states that are no JSON', '{', 'scenario-run'],
  ])('finds %s', async (_, states, rule) => {
    const files = { 'scenarios/a/scenario.json': scenario(['main.bpmn']), 'scenarios/a/expected.json': states };
    expect(rulesOf(await check(files, () => Promise.resolve([{ state: 'completed' }])))).toEqual([rule]);
  });

  it('finds a file that a scenario names and the package lacks', async () => {
    expect(rulesOf(await check({ 'scenarios/a/scenario.json': scenario(['x.dmn']) }))).toEqual(['scenario-resource']);
  });

  it('tells why a scenario does not run', async () => {
    const files = { 'scenarios/a/scenario.json': scenario(['main.bpmn']), 'scenarios/a/expected.json': expected([]) };
    const [problem] = await check(files, () => Promise.reject(new Error('no quiescence within 20 s')));
    expect(problem?.message.en).toBe('Scenario "a" does not run: no quiescence within 20 s');
  });

  it('runs nothing while something is wrong before', async () => {
    const files = { 'procedure.json': '{', 'scenarios/a/scenario.json': scenario(['main.bpmn']) };
    expect(rulesOf(await check(files, () => Promise.reject(new Error('must not run'))))).toEqual(['record-json']);
  });

  it('finds what is wrong in models and forms also without a record', async () => {
    expect(
      rulesOf(await check({ 'procedure.json': undefined, 'main.bpmn': '<x', 'forms/start.form.json': '{' })).sort(),
    ).toEqual(['form-json', 'model', 'record-missing']);
  });
});
