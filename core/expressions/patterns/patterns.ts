import { createFind, type FindPattern, type PatternMatch } from './match-pattern.ts';
import { NO_FLAGS, withFlags } from './pattern-flags.ts';
import { readPattern } from './read-pattern.ts';

/** A pattern that can be looked for. */
export type Pattern = { readonly names: ReadonlyMap<string, number>; readonly find: FindPattern };

/** Bounds the memory for patterns that are made from data. */
const MOST_PATTERNS = 500;
const patterns = new Map<string, Pattern>();

/** The flags that a function takes; others do not count. */
const KNOWN_FLAGS = /[^imsx]/g;

const compileAnew = (pattern: string, flags: string): Pattern => {
  const parsed = readPattern(pattern, withFlags(NO_FLAGS, flags.replace(KNOWN_FLAGS, ''), true));
  return { names: parsed.names, find: createFind(parsed) };
};

/**
 * A pattern of java.util.regex.
 * @param flags letters of i, m, s, x
 * @throws SyntaxError when the pattern is wrong
 * @throws UnsupportedPattern when it uses what this engine has not
 */
export const compilePattern = (pattern: string, flags: string): Pattern => {
  const key = `${flags}/${pattern}`;
  const compiled = patterns.get(key) ?? compileAnew(pattern, flags);
  if (patterns.size >= MOST_PATTERNS) patterns.clear();
  patterns.set(key, compiled);
  return compiled;
};

/** All matches, one behind the other; behind an empty one the next begins one code unit further. @throws EvaluationFailure when the search takes too long */
export const matchesIn = (text: string, { find }: Pattern): PatternMatch[] => {
  const matches: PatternMatch[] = [];
  for (let match = find(text, 0, 0); match;) {
    matches.push(match);
    const { index, end } = match;
    match = find(text, index === end ? end + 1 : end, end);
  }
  return matches;
};

/** Parts between the matches, empty ones at the end included; an empty match at the start makes no part. */
export const splitBy = (text: string, pattern: Pattern): string[] => {
  const parts: string[] = [];
  let from = 0;
  for (const { index, end } of matchesIn(text, pattern)) {
    if (end === 0) continue;
    parts.push(text.slice(from, index));
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

const expand = (replacement: string, groups: PatternMatch['groups'], names: Pattern['names']): string =>
  replacement.replace(
    /\\([\s\S])|\$\{(\w+)\}|\$(\d+)|[$\\]/g,
    (_found, escaped?: string, name?: string, digits?: string) => {
      if (escaped !== undefined) return escaped;
      const named = names.get(name ?? '');
      if (named !== undefined) return groups[named] ?? '';
      if (digits === undefined) throw new SyntaxError('The replacement names no group');
      const { group, length } = groupNumber(digits, groups.length - 1);
      if (group >= groups.length) throw new SyntaxError(`No group ${group}`);
      return (groups[group] ?? '') + digits.slice(length);
    },
  );

/**
 * Groups as `$1` or `${name}`, a backslash before a symbol that stands for itself.
 * @throws SyntaxError for a group that the pattern has not
 */
export const replaceAll = (text: string, pattern: Pattern, replacement: string): string => {
  let result = '';
  let from = 0;
  for (const { index, end, groups } of matchesIn(text, pattern)) {
    result += text.slice(from, index) + expand(replacement, groups, pattern.names);
    from = end;
  }
  return result + text.slice(from);
};
