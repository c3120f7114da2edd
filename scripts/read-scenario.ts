import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DeploymentResource } from '../core/contracts/engine-command.ts';
import type { Scenario } from '../core/interpreter/scenario/scenario.ts';

const resourceNames = ({ resources = [], steps = [] }: Scenario): readonly string[] => [
  ...new Set([
    ...resources,
    ...steps.flatMap(({ deploy }) => (deploy ? ('resources' in deploy ? deploy.resources : deploy) : [])),
  ]),
];

/** A scenario with the files that it names, which lie beside it. @throws Error a file is missing or no JSON */
export const readScenarioFile = (
  file: string,
): { readonly scenario: Scenario; readonly resources: readonly DeploymentResource[] } => {
  const scenario = JSON.parse(readFileSync(file, 'utf8')) as Scenario;
  return {
    scenario,
    resources: resourceNames(scenario).map((name) => ({
      name,
      content: readFileSync(join(dirname(file), name), 'utf8'),
    })),
  };
};
