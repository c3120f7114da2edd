import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { JsonValue } from '../../../core/contracts/json.ts';
import { createScenarioPlayer } from '../../../scripts/scenario-player.ts';
import { compareRuns } from './compare-states.ts';
import { findDifferences, type ConformanceResult, type Run } from './conformance-result.ts';
import type { StartBroker } from './live-broker.ts';
import { createBrokerPlayer } from './play-on-broker.ts';
import { playAll } from './play-all.ts';
import { readOptions, type ConformanceOptions } from './read-options.ts';
import { recordExpected } from './record-expected.ts';
import { findScenarios, readScenario, type ScenarioCase } from './scenario-files.ts';

const LIMIT_MS = 20_000;
const SHOWN = 6;

export type Print = (line: string) => void;
type Runs = ReadonlyMap<string, Run>;

const playEmbedded = async (cases: readonly ScenarioCase[]): Promise<Runs> => {
  const player = createScenarioPlayer(LIMIT_MS);
  try {
    return await playAll(cases, async (one) => (await player.play(one)) as unknown as readonly JsonValue[]);
  } finally {
    await player.close();
  }
};

/** The script that starts brokers is no part of what is built. */
const loadStarter = async (root: string): Promise<StartBroker> =>
  ((await import(pathToFileURL(join(root, 'scripts/zeebe/broker.mjs')).href)) as { startBroker: StartBroker })
    .startBroker;

type OnRun = (one: ScenarioCase, run: Run) => void;

const playOnBroker = async (
  cases: readonly ScenarioCase[],
  root: string,
  print: Print,
  onRun?: OnRun,
): Promise<Runs> => {
  const tell = (reason: string) => print(`another broker: ${reason}`);
  const player = createBrokerPlayer(await loadStarter(root), { tell });
  try {
    // Without a broker there is nothing to tell of any scenario.
    await player.start();
    const runs = await playAll(cases, (one) => player.play(one), onRun);
    print(`${cases.length} scenarios on ${player.starts} brokers`);
    return runs;
  } finally {
    await player.close();
  }
};

/** A run that is the same twice on brokers with empty data; else an error that says where they differ. */
const agree = (first: Run | undefined, second: Run): Run => {
  if (!first || 'error' in second) return second;
  if ('error' in first) return first;
  const [difference] = compareRuns(first.states, second.states);
  return difference === undefined ? first : { error: `two runs differ: ${difference}` };
};

/** Plays all twice and writes each as soon as it was the same again, so that a run cut short has recorded something. */
const playAndRecord = async (cases: readonly ScenarioCase[], root: string, print: Print): Promise<Runs> => {
  const first = await playOnBroker(cases, root, print);
  const agreed = new Map<string, Run>();
  let written = 0;
  await playOnBroker(cases, root, print, (one, second) => {
    const run = agree(first.get(one.folder), second);
    agreed.set(one.folder, run);
    if ('states' in run && recordExpected(one, run.states)) written += 1;
  });
  print(`${written} written`);
  return agreed;
};

const resultOf = (one: ScenarioCase, broker: Runs | undefined, embedded: Runs | undefined): ConformanceResult => ({
  name: one.name,
  folder: one.folder,
  category: one.scenario.category,
  differences: findDifferences(
    { name: 'zeebe', run: broker?.get(one.folder) },
    { name: 'recorded', run: one.expected && { states: one.expected } },
    { name: 'embedded', run: embedded?.get(one.folder) },
  ),
});

const printResults = (results: readonly ConformanceResult[], print: Print): number => {
  const failed = results.filter(({ differences }) => differences.length > 0);
  for (const { name, differences } of failed) {
    print(`FAIL ${name}`);
    for (const difference of differences.slice(0, SHOWN)) print(`     ${difference}`);
    if (differences.length > SHOWN) print(`     … ${differences.length - SHOWN} more`);
  }
  print(`${results.length - failed.length} passed, ${failed.length} failed`);
  return failed.length;
};

const selectCases = ({ folders, only }: ConformanceOptions): readonly ScenarioCase[] =>
  findScenarios(folders)
    .map(readScenario)
    .filter(({ name }) => only === undefined || only.test(name));

/**
 * Plays collections of scenarios on the engines asked for and compares states after each step.
 * @param root of the repository
 * @returns the exit code: 0 when every scenario passed, 1 otherwise
 * @throws Error wrong arguments, unreadable scenarios, or no broker can be started
 */
export const runConformance = async (
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  root: string,
  print: Print,
): Promise<number> => {
  const options = readOptions(args, env, root);
  const cases = selectCases(options);
  if (cases.length === 0) throw new Error('No scenario was found');
  const { engine } = options;
  const play = options.record ? playAndRecord : playOnBroker;
  const broker = engine === 'embedded' ? undefined : await play(cases, root, print);
  const embedded = engine === 'zeebe' ? undefined : await playEmbedded(cases);
  // Read again: what was recorded just now counts.
  const results = cases.map(({ folder }) => resultOf(readScenario(folder), broker, embedded));
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ engine, results }, null, 1)}\n`);
  return printResults(results, print) > 0 ? 1 : 0;
};
