import { isWhitespace, type Match, type Rule, type Source, token } from './scanner.ts';

/** Words that are no names, longest first. A name may begin with one: `order`. */
const RESERVED = ['satisfies', 'function', 'return', 'false', 'null', 'true', 'then', 'else', 'and', 'in', 'or'];

const START = /[\p{L}\p{Nl}\p{Sc}\p{Pc}]/u;
// eslint-disable-next-line no-control-regex -- ignorable control characters may stand inside a name
const PART = /[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}\p{Cf}\0-\x08\x0E-\x1B\x7F-\x9F]/u;

const isNamePart = (char: string): boolean => char !== '' && PART.test(char) && !isWhitespace(char);

const namePartsEnd = (text: string, at: number): number => {
  let end = at;
  while (isNamePart(text.charAt(end))) end += 1;
  return end;
};

export const identifier: Rule<string> = (source, at) => {
  const { text } = source;
  const word = RESERVED.find((reserved) => text.startsWith(reserved, at)) ?? '';
  const afterWord = at + word.length;
  const parts = namePartsEnd(text, afterWord);
  const ok = word === '' ? START.test(text.charAt(at)) : parts > afterWord;
  return ok ? { value: text.slice(at, parts), end: parts } : undefined;
};

const escapedIdentifier: Rule<string> = (source, at) => {
  if (source.text.charAt(at) !== '`') return undefined;
  const closing = source.text.indexOf('`', at + 1);
  return closing < at + 2 ? undefined : { value: source.text.slice(at + 1, closing), end: closing + 1 };
};

export const name: Rule<string> = (source, at) => identifier(source, at) ?? escapedIdentifier(source, at);

/** Two or more words with spaces between, as in names of functions and of their parameters. */
export const spacedName: Rule<string> = (source, at) => {
  const first = identifier(source, at);
  if (first === undefined) return undefined;
  let end = first.end;
  for (;;) {
    let next = end;
    while (source.text.charAt(next) === ' ') next += 1;
    const word = next === end ? undefined : identifier(source, next);
    if (word === undefined) break;
    end = word.end;
  }
  return end === first.end ? undefined : { value: source.text.slice(at, end), end };
};

export const parameterName: Rule<string> = (source, at) => spacedName(source, at) ?? name(source, at);

/** A name after a dot. One property of times has a space in it. */
export const propertyName: Rule<string> = (source, at) => token(source, at, 'time offset') ?? name(source, at);

/** Text between double quotes, with its escapes as they are. */
export const quotedText = (source: Source, at: number): Match<string> | undefined => {
  const { text } = source;
  if (text.charAt(at) !== '"') return undefined;
  let end = at + 1;
  while (end < text.length && text.charAt(end) !== '"') end += text.charAt(end) === '\\' ? 2 : 1;
  return end < text.length ? { value: text.slice(at + 1, end), end: end + 1 } : undefined;
};

const ESCAPES: readonly (readonly [string, string])[] = [
  ['\\b', '\b'],
  ['\\t', '\t'],
  ['\\n', '\n'],
  ['\\f', '\f'],
  ['\\r', '\r'],
  ['\\"', '"'],
  ["\\'", "'"],
  ['\\s', ' '],
];

/** The engine knows no escape for a backslash: `\d` and `\\` stay as they are, which is what patterns need. */
export const translateEscapes = (text: string): string =>
  text.includes('\\') ? ESCAPES.reduce((result, [escape, by]) => result.replaceAll(escape, by), text) : text;
