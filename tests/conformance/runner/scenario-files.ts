import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DeploymentResource } from '../../../core/contracts/engine-command.ts';
import type { JsonValue } from '../../../core/contracts/json.ts';
import type { Scenario } from '../../../core/interpreter/scenario/scenario.ts';
import { readScenarioFile } from '../../../scripts/read-scenario.ts';

/** One folder of a collection. */
export type ScenarioCase = {
  /** Collection and folder, such as `2.000635/withdrawal`. */
  readonly name: string;
  readonly folder: string;
  readonly scenario: Scenario;
  readonly resources: readonly DeploymentResource[];
  /** What a broker did; undefined where nothing was recorded yet. */
  readonly expected: readonly JsonValue[] | undefined;
};

const isScenario = (folder: string): boolean => existsSync(join(folder, 'scenario.json'));

/** Folders that hold many scenarios are called `scenarios` everywhere, so the name above tells more. */
const collectionOf = (folder: string): string => {
  const parent = dirname(folder);
  return basename(parent) === 'scenarios' ? basename(dirname(parent)) : basename(parent);
};

/** @throws Error a file is missing or no JSON, with the folder */
export const readScenario = (folder: string): ScenarioCase => {
  try {
    const recorded = join(folder, 'expected.json');
    return {
      name: `${collectionOf(folder)}/${basename(folder)}`,
      folder,
      ...readScenarioFile(join(folder, 'scenario.json')),
      expected: existsSync(recorded)
        ? (JSON.parse(readFileSync(recorded, 'utf8')) as { after: JsonValue[] }).after
        : undefined,
    };
  } catch (cause) {
    throw new Error(`${folder}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
};

/** Scenario folders in these folders, which may be scenarios themselves; in order of their names. */
export const findScenarios = (folders: readonly string[]): readonly string[] =>
  folders.flatMap((folder) =>
    isScenario(folder)
      ? [folder]
      : readdirSync(folder, { withFileTypes: true })
          .filter((entry) => entry.isDirectory() && isScenario(join(folder, entry.name)))
          .map(({ name }) => join(folder, name))
          .sort(),
  );
