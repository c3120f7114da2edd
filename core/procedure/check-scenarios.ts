import type { DeploymentResource } from '../contracts/engine-command.ts';
import type { JsonValue } from '../contracts/json.ts';
import type { PackageProblem } from '../contracts/procedure.ts';
import { baseName, decisionPaths, formPaths, modelPaths, scenarioNames, type BundleFiles } from './bundle.ts';
import { compareStates } from './compare-states.ts';
import { errorAt, warningAt } from './problems.ts';

/** Runs a scenario to its end and gives the state after the start and after each step. It never hangs. */
export type RunScenario = (
  scenario: JsonValue,
  resources: readonly DeploymentResource[],
) => Promise<readonly JsonValue[]>;

/** Resources are named in a scenario by paths of the library; in a bundle each file name is there once. */
const resourcesOf = (files: BundleFiles): Map<string, string> =>
  new Map(
    [...modelPaths(files), ...decisionPaths(files), ...formPaths(files)].map((path) => [
      baseName(path),
      files.get(path) ?? '',
    ]),
  );

const namedResources = (
  scenario: { resources?: unknown },
  all: ReadonlyMap<string, string>,
): { resources: DeploymentResource[]; missing: string[] } => {
  const names = Array.isArray(scenario.resources)
    ? scenario.resources.filter((name): name is string => typeof name === 'string')
    : [];
  const known = names.filter((name) => all.has(baseName(name)));
  return {
    resources: known.map((name) => ({ name, content: all.get(baseName(name)) ?? '' })),
    missing: names.filter((name) => !known.includes(name)),
  };
};

const checkOne = async (
  files: BundleFiles,
  all: ReadonlyMap<string, string>,
  name: string,
  run: RunScenario,
): Promise<PackageProblem[]> => {
  const file = `scenarios/${name}/scenario.json`;
  const expectedText = files.get(`scenarios/${name}/expected.json`);
  try {
    const scenario = JSON.parse(files.get(file) ?? '') as { resources?: unknown };
    const { resources, missing } = namedResources(scenario, all);
    if (missing.length > 0)
      return [
        errorAt(
          'scenario-resource',
          file,
          `Kịch bản dùng tệp không có trong gói: ${missing.join(', ')}`,
          `The scenario uses files that the package lacks: ${missing.join(', ')}`,
        ),
      ];
    if (expectedText === undefined)
      return [
        warningAt(
          'scenario-expected',
          file,
          'Kịch bản chưa có kết quả ghi sẵn (expected.json)',
          'The scenario has no recorded states (expected.json)',
        ),
      ];
    const expected = (JSON.parse(expectedText) as { after: JsonValue[] }).after;
    const found = await run(scenario as JsonValue, resources);
    const step = expected.findIndex((state, index) => compareStates(state, found[index] ?? null).length > 0);
    if (step < 0 && found.length === expected.length) return [];
    const [difference] = compareStates(expected[Math.max(step, 0)] ?? null, found[Math.max(step, 0)] ?? null);
    const place = difference
      ? `${difference.path}: ${difference.expected} ≠ ${difference.found}`
      : `${expected.length} ≠ ${found.length}`;
    return [
      errorAt(
        'scenario-state',
        file,
        `Kịch bản "${name}" khác kết quả ghi sẵn ở bước ${step}: ${place}`,
        `Scenario "${name}" differs from its recorded states at step ${step}: ${place}`,
      ),
    ];
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return [
      errorAt(
        'scenario-run',
        file,
        `Kịch bản "${name}" không chạy được: ${reason}`,
        `Scenario "${name}" does not run: ${reason}`,
      ),
    ];
  }
};

/** Runs every scenario of a bundle on the interpreter and compares it with what was recorded. */
export const checkScenarios = async (files: BundleFiles, run: RunScenario): Promise<PackageProblem[]> => {
  const names = scenarioNames(files);
  if (names.length === 0)
    return [
      warningAt('scenario-none', 'procedure.json', 'Gói chưa có kịch bản thử nào', 'The package has no scenario'),
    ];
  const all = resourcesOf(files);
  const problems: PackageProblem[] = [];
  for (const name of names) problems.push(...(await checkOne(files, all, name, run)));
  return problems;
};
