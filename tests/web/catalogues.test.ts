import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const web = join(import.meta.dirname, '../../web');
type Texts = { readonly [name: string]: string | Texts };
const read = (language: string): ReadonlyMap<string, string> => {
  const flat = (texts: Texts, path: string): [string, string][] =>
    Object.entries(texts).flatMap(([name, text]) =>
      typeof text === 'string' ? [[`${path}${name}`, text] as [string, string]] : flat(text, `${path}${name}.`),
    );
  return new Map(flat(JSON.parse(readFileSync(join(web, `i18n/${language}.json`), 'utf8')) as Texts, ''));
};
const vi = read('vi');
const en = read('en');
const withoutPlural = (key: string): string => key.replace(/_(?:one|other)$/, '');
const known = new Set([...vi.keys()].map(withoutPlural));
const roots = new Set([...known].map((key) => key.split('.')[0]));

const sources = readdirSync(web, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.startsWith(join(web, 'form')))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  .join('\n');
/** Literals that look like a key: 'tasks.title', and templates `tasks.tab.${name}` as patterns. */
const literals = [...sources.matchAll(/['`]([a-zA-Z]+(?:\.[A-Za-z-]+|\.?\$\{[^}`]+\})+)['`]/g)]
  .map(([, literal = '']) => literal)
  .filter((literal) => roots.has(literal.split('.')[0] ?? ''));
const used = literals.filter((literal) => !literal.includes('${'));
const patterns = literals
  .filter((literal) => literal.includes('${'))
  .map(
    (literal) =>
      new RegExp(
        `^${literal
          .split(/\$\{[^}]+\}/)
          .map((part) => part.replaceAll('.', '\\.'))
          .join('[\\w-]+')}$`,
      ),
  );

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).toSorted();

describe('catalogues of texts', () => {
  it('have the same keys in Vietnamese and English', () => {
    expect([...en.keys()].toSorted()).toEqual([...vi.keys()].toSorted());
  });

  it('leave no text empty', () => {
    for (const texts of [vi, en]) expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('use the same values in both languages', () => {
    expect(
      [...vi].filter(([key, text]) => placeholders(text).join() !== placeholders(en.get(key) ?? '').join()),
    ).toEqual([]);
  });

  it('hold every key that the pages ask for', () => {
    expect(used.length).toBeGreaterThan(150);
    expect([...new Set(used)].filter((key) => !known.has(key))).toEqual([]);
    expect(patterns.filter((pattern) => ![...known].some((key) => pattern.test(key)))).toEqual([]);
  });

  it('hold nothing that no page asks for', () => {
    expect([...known].filter((key) => !used.includes(key) && !patterns.some((pattern) => pattern.test(key)))).toEqual(
      [],
    );
  });

  it('are composed letters, so that marks never drift from their vowels', () => {
    expect([...vi.values()].filter((text) => text !== text.normalize('NFC'))).toEqual([]);
  });
});
