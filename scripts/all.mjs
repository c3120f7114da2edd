// Everything that must hold before a change lands, in the order of cost.
import { spawnSync } from 'node:child_process';
import { root } from './build.mjs';

for (const step of ['format:check', 'lint', 'types', 'borders', 'unused', 'build', 'test']) {
  process.stdout.write(`> ${step}\n`);
  const { status } = spawnSync('npm', ['run', '-s', step], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) {
    process.stderr.write(`${step} failed\n`);
    process.exit(1);
  }
}
