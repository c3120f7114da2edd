// Runs one of our TypeScript programs, built when out of date:  node scripts/run.mjs FILE.ts [ARG ...]
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildServer, root } from './build.mjs';

const [file, ...args] = process.argv.slice(2);
await buildServer();
const program = join(root, 'dist', file.replace(/\.ts$/, '.js'));
process.argv = [process.argv[0], program, ...args];
await import(pathToFileURL(program).href);
