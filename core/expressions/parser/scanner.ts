import type { Node } from '../syntax.ts';

/** A rule looks at the text from a position; undefined when it does not match there. */
export type Match<T> = { readonly value: T; readonly end: number };
export type Rule<T> = (source: Source, at: number) => Match<T> | undefined;

/** Rules that lower levels of the grammar call back. */
export type Recursion = {
  readonly expression: Rule<Node>;
  readonly arithmetic: Rule<Node>;
};

/** A text under parsing. Rules without side effects let every result be remembered by rule and position. */
export type Source = {
  readonly text: string;
  readonly recursion: Recursion;
  readonly memory: Map<Rule<Node>, Map<number, Match<Node> | undefined>>;
  /** How far any rule got: where the mistake is. */
  furthest: number;
  /** A comment that is never closed makes the whole text wrong, wherever a rule came upon it. */
  hasOpenComment: boolean;
};

const WHITESPACE = /[\t\n\v\f\r \u0085\u00A0\u1680\u180E\u2000-\u200B\u2028\u2029\u202F\u205F\u3000\uFEFF]/u;

export const isWhitespace = (char: string): boolean => WHITESPACE.test(char);

/** Position after white space and comments. */
export const skip = (source: Source, at: number): number => {
  const { text } = source;
  let position = at;
  while (position < text.length) {
    const char = text.charAt(position);
    if (isWhitespace(char)) position += 1;
    else if (text.startsWith('//', position)) position = endOf(text, '\n', position);
    else if (text.startsWith('/*', position)) {
      source.hasOpenComment ||= !text.includes('*/', position + 2);
      position = endOf(text, '*/', position + 2);
    } else break;
  }
  return position;
};

const endOf = (text: string, closing: string, from: number): number => {
  const found = text.indexOf(closing, from);
  return found < 0 ? text.length : found + closing.length;
};

/** A fixed text after optional white space; words need no boundary, as in the engine. */
export const token = (source: Source, at: number, ...alternatives: readonly string[]): Match<string> | undefined => {
  const position = skip(source, at);
  const value = alternatives.find((text) => source.text.startsWith(text, position));
  source.furthest = Math.max(source.furthest, position);
  return value === undefined ? undefined : { value, end: position + value.length };
};

/** One or more of a rule with a separator between. */
export const separated = <T>(source: Source, at: number, rule: Rule<T>, separator: string): Match<T[]> | undefined => {
  const first = rule(source, skip(source, at));
  if (first === undefined) return undefined;
  const value = [first.value];
  let end = first.end;
  for (;;) {
    const comma = token(source, end, separator);
    const next = comma && rule(source, skip(source, comma.end));
    if (next === undefined) return { value, end };
    value.push(next.value);
    end = next.end;
  }
};

/** The first alternative that matches. */
export const firstOf = <T>(source: Source, at: number, rules: readonly Rule<T>[]): Match<T> | undefined => {
  for (const rule of rules) {
    const match = rule(source, at);
    if (match !== undefined) return match;
  }
  return undefined;
};

/** Remembers results, so that backtracking over nested brackets stays linear. */
export const remembered = (rule: Rule<Node>): Rule<Node> => {
  const rememberedRule: Rule<Node> = (source, at) => {
    let results = source.memory.get(rememberedRule);
    if (results === undefined)
      source.memory.set(rememberedRule, (results = new Map<number, Match<Node> | undefined>()));
    if (results.has(at)) return results.get(at);
    const match = rule(source, at);
    results.set(at, match);
    return match;
  };
  return rememberedRule;
};
