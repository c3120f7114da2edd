import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '../../../core/contracts/json.ts';
import { compareRuns } from './compare-states.ts';
import type { ScenarioCase } from './scenario-files.ts';

/** Writes what a broker did beside its scenario. A file that says the same already stays as it is. @returns whether it was written */
export const recordExpected = ({ folder, expected }: ScenarioCase, states: readonly JsonValue[]): boolean => {
  if (expected && compareRuns(expected, states).length === 0) return false;
  const text = JSON.stringify({ format: 'scenario-expected/1', after: states }, null, 1);
  writeFileSync(join(folder, 'expected.json'), `${text}\n`);
  return true;
};
