// Plays a scenario file on the interpreter and prints the states after each step:  npm run -s scenario -- FILE
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runScenario } from '../core/interpreter/scenario/run-scenario.ts';
import type { Scenario } from '../core/interpreter/scenario/scenario.ts';

const LIMIT_MS = 20_000;

const namesOf = ({ resources = [], steps = [] }: Scenario): readonly string[] => [
  ...new Set([
    ...resources,
    ...steps.flatMap(({ deploy }) => (deploy ? ('resources' in deploy ? deploy.resources : deploy) : [])),
  ]),
];

const play = async (file: string): Promise<void> => {
  const scenario = JSON.parse(readFileSync(file, 'utf8')) as Scenario;
  const folder = dirname(file);
  const resources = namesOf(scenario).map((name) => ({ name, content: readFileSync(join(folder, name), 'utf8') }));
  const end = Date.now() + LIMIT_MS;
  const after = await runScenario(scenario, resources, () => {
    if (Date.now() > end) throw new Error(`The scenario does not come to rest within ${LIMIT_MS / 1000} s`);
  });
  process.stdout.write(`${JSON.stringify({ after })}\n`);
};

const fail = (error: unknown): never => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
};
const [file] = process.argv.slice(2);
if (file === undefined) fail(new Error('Usage: npm run -s scenario -- FILE'));
else {
  setTimeout(
    () => fail(new Error(`The scenario does not come to rest within ${LIMIT_MS / 1000} s`)),
    LIMIT_MS + 1000,
  ).unref();
  await play(file).catch(fail);
}
