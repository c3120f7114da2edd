// Plays a scenario file on the interpreter and prints the states after each step:  npm run -s scenario -- FILE [--seconds n]
import { parseArgs } from 'node:util';
import { readScenarioFile } from './read-scenario.ts';
import { createScenarioPlayer } from './scenario-player.ts';

const LIMIT_S = 20;

const play = async (file: string, seconds: number): Promise<void> => {
  const player = createScenarioPlayer(seconds * 1000);
  try {
    const after = await player.play(readScenarioFile(file));
    process.stdout.write(`${JSON.stringify({ after })}\n`);
  } finally {
    await player.close();
  }
};

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seconds: { type: 'string', default: String(LIMIT_S) } },
  });
  const [file] = positionals;
  const seconds = Number(values.seconds);
  if (file === undefined || !(seconds > 0)) throw new Error('Usage: npm run -s scenario -- FILE [--seconds n]');
  await play(file, seconds);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
