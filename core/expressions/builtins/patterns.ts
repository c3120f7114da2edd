import { translatePattern } from './pattern-syntax.ts';

/** The flags of the engine: s, m and i, x for white space and comments in the pattern; u, in a pattern only, for the case of all letters. */
const toFlags = (flags: string): string => {
  const kept = ['s', 'm'].filter((flag) => flags.includes(flag)).join('');
  return `${kept}${ignoresCaseOfAll(flags) ? 'i' : ''}gu`;
};

const ignoresCaseOfAll = (flags: string): boolean => flags.includes('i') && flags.includes('u');

/** Flags written into the pattern at its start. */
const INLINE_FLAGS = /^\(\?([simxu]+)\)/;

const codeEscape = (char: string): string => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;

/** With the flag x white space and comments do not count, in classes neither; an escaped space does. */
const withoutSpace = (pattern: string): string =>
  pattern.replace(/\\(\s)|\\[\s\S]|\s+|#.*/g, (found, space?: string) => {
    if (space !== undefined) return codeEscape(space);
    return found.startsWith('\\') ? found : '';
  });

/** Bounds the memory for patterns that are made from data. */
const MOST_PATTERNS = 500;
const patterns = new Map<string, RegExp>();

const compileAnew = (pattern: string, flags: string): RegExp => {
  const inline = INLINE_FLAGS.exec(pattern);
  const allFlags = flags.replaceAll('u', '') + (inline?.[1] ?? '');
  const body = pattern.slice(inline?.[0].length ?? 0);
  const ignoresCase = allFlags.includes('i') && !ignoresCaseOfAll(allFlags);
  const source = translatePattern(allFlags.includes('x') ? withoutSpace(body) : body, ignoresCase);
  return new RegExp(source, toFlags(allFlags));
};

/**
 * A pattern of java.util.regex as a JavaScript one, with the flags g and u.
 * @throws SyntaxError when the pattern is wrong
 * @throws UnsupportedPattern when it uses what JavaScript has not
 */
export const compilePattern = (pattern: string, flags: string): RegExp => {
  const key = `${flags}/${pattern}`;
  const compiled = patterns.get(key) ?? compileAnew(pattern, flags);
  if (patterns.size >= MOST_PATTERNS) patterns.clear();
  patterns.set(key, compiled);
  compiled.lastIndex = 0;
  return compiled;
};

export const matchesIn = (text: string, regex: RegExp): RegExpExecArray[] => [...text.matchAll(regex)];

/** Parts between the matches, empty ones at the end included; an empty match at the start makes no part. */
export const splitBy = (text: string, regex: RegExp): string[] => {
  const parts: string[] = [];
  let from = 0;
  for (const match of matchesIn(text, regex)) {
    const end = match.index + match[0].length;
    if (end === 0) continue;
    parts.push(text.slice(from, match.index));
    from = end;
  }
  return [...parts, text.slice(from)];
};

/** Number of a group: as many digits as still name a group. */
const groupNumber = (digits: string, count: number): { group: number; length: number } => {
  let length = 1;
  while (length < digits.length && Number(digits.slice(0, length + 1)) <= count) length += 1;
  return { group: Number(digits.slice(0, length)), length };
};

const expand = (
  replacement: string,
  match: readonly (string | undefined)[],
  groups: { [name: string]: string | undefined },
): string =>
  replacement.replace(
    /\\([\s\S])|\$\{(\w+)\}|\$(\d+)|[$\\]/g,
    (_found, escaped?: string, name?: string, digits?: string) => {
      if (escaped !== undefined) return escaped;
      if (name !== undefined && name in groups) return groups[name] ?? '';
      if (digits === undefined) throw new SyntaxError('The replacement names no group');
      const { group, length } = groupNumber(digits, match.length - 1);
      if (group >= match.length) throw new SyntaxError(`No group ${group}`);
      return (match[group] ?? '') + digits.slice(length);
    },
  );

/**
 * Groups as `$1` or `${name}`, a backslash before a symbol that stands for itself.
 * @throws SyntaxError for a group that the pattern has not
 */
export const replaceAll = (text: string, regex: RegExp, replacement: string): string => {
  let result = '';
  let from = 0;
  for (const match of matchesIn(text, regex)) {
    result += text.slice(from, match.index) + expand(replacement, match, match.groups ?? {});
    from = match.index + match[0].length;
  }
  return result + text.slice(from);
};
