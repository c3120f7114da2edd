// Runs every suite. With REQUIRE_ALL=1 a missing piece of the machine (a browser) is a failure, never a skip.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildServer, buildWeb, root } from './build.mjs';

await buildServer();
await buildWeb();
mkdirSync(join(root, 'test-output'), { recursive: true });
const report = join(root, 'test-output/jest.json');
const code = await new Promise((done) => {
  const child = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      join(root, 'node_modules/jest/bin/jest.js'),
      '--json',
      `--outputFile=${report}`,
      '--workerIdleMemoryLimit=1GB',
      ...process.argv.slice(2),
    ],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  child.on('exit', (status) => done(status ?? 1));
});
const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, testResults } = JSON.parse(
  readFileSync(report, 'utf8'),
);
const brokenFiles = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
process.stdout.write(`${numPassedTests} passed, ${numFailedTests + brokenFiles} failed, ${numPendingTests} skipped\n`);
const skippedIsFailure = process.env.REQUIRE_ALL === '1' && numPendingTests > 0;
process.exitCode = code !== 0 || numFailedTestSuites > 0 || skippedIsFailure ? 1 : 0;
