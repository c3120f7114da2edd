import type { PackageProblem } from '../contracts/procedure.ts';
import type { BundleFiles } from './bundle.ts';
import { checkLaw } from './check-law.ts';
import { checkRecord } from './check-record.ts';
import { checkReferences, type Surroundings } from './check-references.ts';
import { checkScenarios, type RunScenario } from './check-scenarios.ts';
import { parseBundle, type ReadDecisions } from './parse-bundle.ts';

export type BundleCheckDeps = {
  readonly surroundings: Surroundings;
  readonly readDecisions: ReadDecisions;
  readonly runScenario: RunScenario;
};

/**
 * All checks of a package, in order: schema, models and forms, references, law, scenarios. All problems come at once; scenarios run only
 * when nothing before them is an error, since they could not.
 */
export const checkBundle = async (
  files: BundleFiles,
  { surroundings, readDecisions, runScenario }: BundleCheckDeps,
): Promise<readonly PackageProblem[]> => {
  const { record, problems } = checkRecord(files);
  const parsed = await parseBundle(files, readDecisions);
  const found = [
    ...problems,
    ...parsed.problems,
    ...(record ? [...checkReferences(record, parsed, surroundings), ...checkLaw(record, parsed)] : []),
  ];
  return found.some(({ severity }) => severity === 'error')
    ? found
    : [...found, ...(await checkScenarios(files, runScenario))];
};
