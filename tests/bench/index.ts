import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Runs the benches whose names begin with an argument (all without one) and prints one JSON line each:
 *   npm run bench              npm run bench -- engine task-list
 * The script gives node the flags that servers run with. Each bench measures ratios side by side in one run; `ok: false` in its answer fails the command.
 */
const wanted = process.argv.slice(2);
const here = import.meta.dirname;
const files = readdirSync(here).filter(
  (name) => name.endsWith('.bench.js') && (wanted.length === 0 || wanted.some((each) => name.startsWith(each))),
);

for (const name of files.sort()) {
  const { run } = (await import(pathToFileURL(join(here, name)).href)) as {
    run: () => Promise<Record<string, unknown>>;
  };
  const answer = await run();
  console.log(JSON.stringify({ bench: name.replace('.bench.js', ''), ...answer }));
  if (answer['ok'] === false) process.exitCode = 1;
}
