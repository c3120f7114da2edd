// Runs every suite. With REQUIRE_ALL=1 a missing piece of the machine (a browser) is a failure, never a skip.
// Progress goes to stderr; the only line on stdout is the count over all suites.
//   node scripts/test.mjs                       everything: first unit and db side by side, then brokers and browsers one after another
//   node scripts/test.mjs --selectProjects db   one run with jest's own arguments
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { buildServer, buildWeb, root } from './build.mjs';

mkdirSync(join(root, 'test-output'), { recursive: true });
await buildServer();
await buildWeb();

const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  join(root, 'node_modules/jest/bin/jest.js'),
];

/** One run of jest; undefined when it ended without a report. */
const runJest = async (name, args) => {
  const report = join(root, `test-output/jest-${name}.json`);
  rmSync(report, { force: true });
  const flags = ['--json', `--outputFile=${report}`, '--workerIdleMemoryLimit=1GB', ...args];
  const code = await new Promise((done) => {
    const child = spawn(process.execPath, [...jest, ...flags], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('exit', (status) => done(status ?? 1));
  });
  return existsSync(report) ? { code, ...JSON.parse(readFileSync(report, 'utf8')) } : undefined;
};

/** At least two workers: in one process jest would keep the modules of every file in memory. */
const workers = Math.max(2, availableParallelism() - 1);
const own = process.argv.slice(2);
const plan =
  own.length > 0
    ? [['chosen', [`--maxWorkers=${workers}`, ...own]]]
    : [
        ['fast', ['--selectProjects', 'unit', 'db', `--maxWorkers=${workers}`]],
        ['zeebe', ['--selectProjects', 'zeebe', '--maxWorkers=2']],
        ['e2e', ['--selectProjects', 'e2e', '--maxWorkers=1']],
      ];

const total = { passed: 0, failed: 0, skipped: 0 };
let broken = false;
for (const [name, args] of plan) {
  const result = await runJest(name, args);
  if (!result) {
    process.stderr.write(`jest ended without a report: ${name}\n`);
    total.failed += 1;
    broken = true;
    continue;
  }
  /** A file that does not even load holds no failed test, yet it failed. */
  const unloaded = result.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  const names = result.testResults.flatMap((file) =>
    file.assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => `${relative(root, file.name)}: ${test.fullName}`),
  );
  for (const each of [...names, ...unloaded.map((file) => `${relative(root, file.name)}: did not run`)]) {
    process.stderr.write(`failed  ${each}\n`);
  }
  total.passed += result.numPassedTests;
  total.failed += result.numFailedTests + unloaded.length;
  total.skipped += result.numPendingTests;
  broken ||= result.code !== 0 || unloaded.length > 0;
}

const skippedIsFailure = process.env.REQUIRE_ALL === '1' && total.skipped > 0;
process.exitCode = broken || skippedIsFailure ? 1 : 0;
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
