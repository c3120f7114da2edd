// Plays a scenario file on the interpreter and prints the states after each step:  npm run -s scenario -- FILE
import { readScenarioFile } from './read-scenario.ts';
import { createScenarioPlayer } from './scenario-player.ts';

const LIMIT_MS = 20_000;

const play = async (file: string): Promise<void> => {
  const player = createScenarioPlayer(LIMIT_MS);
  try {
    const after = await player.play(readScenarioFile(file));
    process.stdout.write(`${JSON.stringify({ after })}\n`);
  } finally {
    await player.close();
  }
};

const [file] = process.argv.slice(2);
try {
  if (file === undefined) throw new Error('Usage: npm run -s scenario -- FILE');
  await play(file);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
