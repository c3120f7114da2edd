// Design tokens -> CSS custom properties. Pure function for the test; run as a program it rewrites tokens.css:
//   node web/ui/generate-tokens.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const flat = (value, path) =>
  typeof value === 'object'
    ? Object.entries(value).flatMap(([name, child]) => flat(child, [...path, kebab(name)]))
    : [`  --mc-${path.join('-')}: ${value};`];

/** Status and clock colours carry both schemes side by side; the rest is one tree per scheme. */
const ofScheme = ({ color, shadow }, scheme) => [
  ...flat(color[scheme], []),
  ...['status', 'clock'].flatMap((family) =>
    Object.entries(color[family]).flatMap(([name, entry]) => flat(entry[scheme], [family, kebab(name)])),
  ),
  ...flat(shadow[scheme], ['shadow']),
];

const px = (family, steps) => Object.entries(steps).map(([name, size]) => `  --mc-${family}-${name}: ${size}px;`);

const type = (role, steps) =>
  Object.entries(steps).flatMap(([name, [size, line]]) => [
    `  --mc-${role}-${name}: ${size / 16}rem;`,
    `  --mc-${role}-${name}-line: ${line / size};`,
  ]);

const shared = ({ space, radius, typography, motion, layer }) => [
  ...px('space', space),
  ...px('radius', radius),
  ...flat(typography.family, ['font']),
  ...type('citizen', typography.citizen),
  ...type('officer', typography.officer),
  `  --mc-motion-fast: ${motion.fast}ms;`,
  `  --mc-motion-base: ${motion.base}ms;`,
  `  --mc-motion-easing: ${motion.easing};`,
  ...Object.entries(layer).map(([name, level]) => `  --mc-layer-${name}: ${level};`),
];

export const tokensToCss = (tokens) =>
  [
    '/* Generated from tokens.json by generate-tokens.mjs. */',
    ':root {',
    ...shared(tokens),
    ...ofScheme(tokens, 'light'),
    '}',
    "[data-mantine-color-scheme='dark'] {",
    ...ofScheme(tokens, 'dark'),
    '}',
    '@media (prefers-reduced-motion: reduce) {',
    '  :root {',
    '    --mc-motion-fast: 0ms;',
    '    --mc-motion-base: 0ms;',
    '  }',
    '}',
    '',
  ].join('\n');

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const tokens = JSON.parse(readFileSync(join(import.meta.dirname, 'tokens.json'), 'utf8'));
  writeFileSync(join(import.meta.dirname, 'tokens.css'), tokensToCss(tokens));
}
