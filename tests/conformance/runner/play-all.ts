import type { JsonValue } from '../../../core/contracts/json.ts';
import type { Run } from './conformance-result.ts';
import { planChains } from './plan-chains.ts';
import type { ScenarioCase } from './scenario-files.ts';

/** Plays one scenario. @throws Error it does not come to rest, or the engine failed */
export type Play = (one: ScenarioCase) => Promise<readonly JsonValue[]>;

/** The run of a scenario; an error is an answer too, and the next scenario goes on. */
export const runOne = async (one: ScenarioCase, play: Play): Promise<Run> => {
  try {
    return { states: await play(one) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
};

/**
 * Plays scenarios in the order that needs the fewest brokers.
 * @returns runs by folder
 */
export const playAll = async (
  cases: readonly ScenarioCase[],
  play: Play,
  onRun: (one: ScenarioCase, run: Run) => void = () => undefined,
): Promise<ReadonlyMap<string, Run>> => {
  const runs = new Map<string, Run>();
  for (const one of planChains(cases).flat()) {
    const run = await runOne(one, play);
    runs.set(one.folder, run);
    onRun(one, run);
  }
  return runs;
};
