// Plays scenarios on the embedded engine and on a live Zeebe broker and compares their states after each step:
//   npm run conformance -- [folder …] [--only regexp] [--engine embedded|zeebe|both] [--record] [--json file]
import { runConformance } from '../tests/conformance/runner/run-conformance.ts';

// A broker is ended when this program exits, which a signal alone would not let it do.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
process.exitCode = await runConformance(process.argv.slice(2), process.env, process.cwd(), print).catch(
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  },
);
