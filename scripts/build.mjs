// Builds what is out of date: TypeScript of core, server and scripts into dist/ (swc, file by file), pages into dist/web (vite).
//   node scripts/build.mjs          server only      node scripts/build.mjs --all    server and pages
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export const root = resolve(import.meta.dirname, '..');
const SOURCES = ['core', 'server', 'scripts', 'tests/bench', 'tests/helpers', 'tests/fakes', 'tests/conformance'];

const filesUnder = (folder, wanted) =>
  !existsSync(folder)
    ? []
    : readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile() && wanted(entry.name))
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

const mtime = (file) => (existsSync(file) ? statSync(file).mtimeMs : -1);
const target = (file) => join(root, 'dist', relative(root, file)).replace(/\.ts$/, '.js');

/** Each output is written beside its place and renamed, so that two builds at once never show a half file. */
const put = (file, text) => {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
};

export const buildServer = async () => {
  const sources = SOURCES.flatMap((folder) =>
    filesUnder(join(root, folder), (name) => name.endsWith('.ts') && !name.endsWith('.d.ts')),
  );
  const stale = sources.filter((file) => mtime(target(file)) < mtime(file));
  if (stale.length > 0) {
    const { transformSync } = await import('@swc/core');
    for (const file of stale) {
      const { code } = transformSync(readFileSync(file, 'utf8'), {
        filename: file,
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript' },
          rewriteRelativeImportExtensions: true,
          experimental: { keepImportAttributes: true },
        },
      });
      put(target(file), code);
    }
  }
  // The protocol of Zeebe's gateway is read at run time, beside the program that reads it.
  for (const file of filesUnder(join(root, 'server'), (name) => name.endsWith('.proto')))
    if (mtime(target(file)) < mtime(file)) put(target(file), readFileSync(file));
  const wanted = new Set(sources.map(target));
  for (const folder of SOURCES) {
    for (const file of filesUnder(join(root, 'dist', folder), (name) => name.endsWith('.js')))
      if (!wanted.has(file)) rmSync(file, { force: true });
  }
};

export const buildWeb = async () => {
  if (!existsSync(join(root, 'web/vite.config.mjs'))) return;
  const stamp = join(root, 'dist/web/.built');
  const inputs = ['web', 'core']
    .flatMap((folder) => filesUnder(join(root, folder), () => true))
    .concat(join(root, 'package-lock.json'));
  if (inputs.every((file) => mtime(file) <= mtime(stamp))) return;
  const started = Date.now();
  const { build } = await import('vite');
  await build({ configFile: join(root, 'web/vite.config.mjs'), logLevel: 'warn' });
  writeFileSync(stamp, '');
  if (Date.now() - started > 5000)
    process.stderr.write(`pages built in ${Math.round((Date.now() - started) / 1000)} s\n`);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await buildServer();
  if (process.argv.includes('--all')) await buildWeb();
}
