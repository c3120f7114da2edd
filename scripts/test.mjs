// Runs every suite. With REQUIRE_ALL=1 a missing piece of the machine (a browser) is a failure, never a skip.
// Progress goes to stderr; the only line on stdout is the count over all suites.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { buildServer, buildWeb, root } from './build.mjs';

const report = join(root, 'test-output/jest.json');
mkdirSync(join(root, 'test-output'), { recursive: true });
rmSync(report, { force: true });
await buildServer();
await buildWeb();

/** At least two workers: in one process jest would keep the modules of every file in memory. */
const workers = Math.max(2, availableParallelism() - 1);
const flags = ['--json', `--outputFile=${report}`, `--maxWorkers=${workers}`, '--workerIdleMemoryLimit=1GB'];
const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  join(root, 'node_modules/jest/bin/jest.js'),
];
const code = await new Promise((done) => {
  const child = spawn(process.execPath, [...jest, ...flags, ...process.argv.slice(2)], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  child.on('exit', (status) => done(status ?? 1));
});

if (!existsSync(report)) {
  process.stderr.write('jest ended without a report\n');
  process.stdout.write('0 passed, 1 failed, 0 skipped\n');
  process.exit(1);
}
const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));

/** A file that does not even load holds no failed test, yet it failed. */
const broken = testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
);
const names = testResults.flatMap((file) =>
  file.assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => `${relative(root, file.name)}: ${test.fullName}`),
);
for (const name of [...names, ...broken.map((file) => `${relative(root, file.name)}: did not run`)]) {
  process.stderr.write(`failed  ${name}\n`);
}

const skippedIsFailure = process.env.REQUIRE_ALL === '1' && numPendingTests > 0;
process.exitCode = code !== 0 || broken.length > 0 || skippedIsFailure ? 1 : 0;
process.stdout.write(
  `${numPassedTests} passed, ${numFailedTests + broken.length} failed, ${numPendingTests} skipped\n`,
);
