import { assertionOf, circumflex, dollar } from './assertions.ts';
import type { ParsedPattern, PatternNode, RepeatMode } from './pattern-node.ts';
import { type PatternFlags, withFlags } from './pattern-flags.ts';
import { codeOf, peek, type PatternReader, take, takeFound, takeText, unsupported } from './pattern-reader.ts';
import { readClass } from './read-class.ts';
import { readEscape } from './read-escape.ts';
import { studyPattern } from './study-pattern.ts';
import { lineEnds, sameness, singleSet } from './symbol-sets.ts';

const readChoice = (reader: PatternReader): PatternNode => {
  const options = [readSequence(reader)];
  while (peek(reader) === '|') {
    take(reader);
    options.push(readSequence(reader));
  }
  const [only, ...more] = options;
  return only && more.length === 0 ? only : { type: 'choice', options };
};

const readSequence = (reader: PatternReader): PatternNode => {
  const items: PatternNode[] = [];
  for (let symbol = peek(reader); !['', '|', ')'].includes(symbol); symbol = peek(reader))
    items.push(readRepeat(reader, readAtom(reader, symbol)));
  return { type: 'sequence', items };
};

const NOTHING: PatternNode = { type: 'sequence', items: [] };

const readAtom = (reader: PatternReader, symbol: string): PatternNode => {
  switch (symbol) {
    case '(':
      take(reader);
      return readBracket(reader);
    case '[':
      return { type: 'symbol', has: readClass(reader) };
    case '\\':
      take(reader);
      return readBackslash(reader);
    case '^':
      take(reader);
      return { type: 'assertion', holds: circumflex(reader.flags) };
    case '$':
      take(reader);
      return { type: 'assertion', holds: dollar(reader.flags) };
    case '.':
      take(reader);
      return { type: 'symbol', has: dot(reader.flags) };
    case '*':
    case '+':
    case '?':
      throw new SyntaxError(`${symbol} has nothing to repeat`);
    case '{':
      // A count may stand alone: it repeats nothing.
      return NOTHING;
    default:
      return { type: 'symbol', has: singleSet(codeOf(take(reader)), reader.flags) };
  }
};

const dot = (flags: PatternFlags): ((code: number) => boolean) => {
  const ends = [...lineEnds(flags)].map(codeOf);
  return flags.s ? () => true : (code) => !ends.includes(code);
};

const MOST = 2 ** 31 - 1;

const readBounds = (reader: PatternReader): readonly [number, number] | undefined => {
  const symbol = peek(reader);
  if (symbol !== '{') {
    const bounds = { '?': [0, 1], '*': [0, Infinity], '+': [1, Infinity] } as const;
    if (!(symbol in bounds)) return undefined;
    take(reader);
    return bounds[symbol as keyof typeof bounds];
  }
  const [, least, comma, most] = takeFound(reader, /^\{(\d+)(,?)(\d*)\}/) ?? [];
  if (least === undefined || (comma === '' && most !== '')) throw new SyntaxError('A count is wrong');
  const from = Number(least);
  const to = comma === '' ? from : most === '' ? Infinity : Number(most);
  if (from > MOST || (to > MOST && to !== Infinity) || to < from) throw new SyntaxError('A count is out of range');
  return [from, to];
};

const readRepeat = (reader: PatternReader, body: PatternNode): PatternNode => {
  const bounds = readBounds(reader);
  if (!bounds) return body;
  const [least, most] = bounds;
  const suffix = peek(reader);
  const mode: RepeatMode = suffix === '?' ? 'lazy' : suffix === '+' ? 'possessive' : 'greedy';
  if (mode !== 'greedy') take(reader);
  return { type: 'repeat', body, least, most, mode };
};

/** Flags that are set inside of a group end with it. */
const readUntilBracket = (reader: PatternReader, flags = reader.flags): PatternNode => {
  const before = reader.flags;
  reader.flags = flags;
  const body = readChoice(reader);
  if (peek(reader) !== ')') throw new SyntaxError('A group does not end');
  take(reader);
  reader.flags = before;
  return body;
};

const readGroup = (reader: PatternReader, name?: string): PatternNode => {
  reader.groups += 1;
  const index = reader.groups;
  if (name !== undefined) {
    if (reader.names.has(name)) throw new SyntaxError(`Two groups are called ${name}`);
    reader.names.set(name, index);
  }
  return { type: 'group', index, body: readUntilBracket(reader) };
};

const readLook = (reader: PatternReader, direction: string, sign: string): PatternNode => {
  const inSymbols = reader.symbols.slice(reader.at).some((symbol) => symbol.length > 1);
  const body = readUntilBracket(reader);
  const isNegated = sign === '!';
  if (direction === '') return { type: 'lookAhead', body, isNegated };
  const { least, most, isBounded } = studyPattern(body);
  if (!isBounded) throw new SyntaxError('What is looked for backwards has no bound');
  return { type: 'lookBehind', body, isNegated, reach: { least, most, inSymbols } };
};

/** Flags for what follows, up to the end of the group around it, or for a group of their own. */
const readFlags = (reader: PatternReader, [, on = '', off = '', end]: readonly (string | undefined)[]): PatternNode => {
  if ((on + off).includes('U')) throw unsupported('the flag U');
  const flags = withFlags(withFlags(reader.flags, on, true), off, false);
  if (end === ':') return readUntilBracket(reader, flags);
  reader.flags = flags;
  if (/^[*+?]$/.test(peek(reader))) throw new SyntaxError('Flags cannot be repeated');
  return NOTHING;
};

const FLAGS = /^\?([imsuxdU]*)(?:-([imsuxdU]*))?([:)])/;

/** What stands behind an opening bracket. */
const readBracket = (reader: PatternReader): PatternNode => {
  const look = takeFound(reader, /^\?(<?)([=!])/);
  if (look) return readLook(reader, look[1] ?? '', look[2] ?? '');
  const named = takeFound(reader, /^\?<([a-zA-Z][a-zA-Z0-9]*)>/);
  if (named) return readGroup(reader, named[1]);
  if (takeText(reader, '?>')) return { type: 'atomic', body: readUntilBracket(reader) };
  const flags = takeFound(reader, FLAGS);
  if (flags) return readFlags(reader, flags);
  if (peek(reader) === '?') throw new SyntaxError('A group of an unknown kind');
  return readGroup(reader);
};

/** As many digits as still name a group that has been opened; the first one always counts. */
const readNumber = (reader: PatternReader, first: string): number => {
  let group = Number(first);
  for (let next = peek(reader); /^\d$/.test(next); next = peek(reader)) {
    if (group * 10 + Number(next) > reader.groups) break;
    group = group * 10 + Number(take(reader));
  }
  return group;
};

const readReference = (reader: PatternReader, letter: string): number => {
  if (letter !== 'k') return readNumber(reader, letter);
  const name = takeFound(reader, /^<([a-zA-Z][a-zA-Z0-9]*)>/)?.[1];
  const group = name === undefined ? undefined : reader.names.get(name);
  if (group === undefined) throw new SyntaxError('A reference names no group');
  return group;
};

const readBackslash = (reader: PatternReader): PatternNode => {
  const letter = reader.symbols[reader.at] ?? '';
  if (letter === 'X' || takeText(reader, 'b{g}')) throw unsupported('\\X');
  const holds = assertionOf(letter, reader.flags);
  if (holds) {
    take(reader);
    return { type: 'assertion', holds };
  }
  if (letter === 'R') {
    take(reader);
    return { type: 'lineEnd' };
  }
  if (/^[1-9k]$/.test(letter)) {
    take(reader);
    return { type: 'reference', group: readReference(reader, letter), isSame: sameness(reader.flags) };
  }
  const found = readEscape(reader);
  return { type: 'symbol', has: 'has' in found ? found.has : singleSet(found.code, reader.flags) };
};

/** What stands between \Q and \E stands for itself. */
const withoutQuotes = (pattern: string): string =>
  pattern.replace(/\\Q([\s\S]*?)(?:\\E|$)|\\[\s\S]/g, (found, quoted?: string) =>
    quoted === undefined
      ? found
      : [...quoted]
          .map((symbol) => (/[a-zA-Z]/.test(symbol) ? symbol : `\\x{${codeOf(symbol).toString(16)}}`))
          .join(''),
  );

/**
 * Reads a pattern of java.util.regex (Java SE 21).
 * @throws SyntaxError when the pattern is wrong
 * @throws UnsupportedPattern when it uses what this engine has not
 */
export const readPattern = (pattern: string, flags: PatternFlags): ParsedPattern => {
  const symbols = [...withoutQuotes(pattern)];
  const reader: PatternReader = { symbols, at: 0, flags, groups: 0, names: new Map() };
  const root = readChoice(reader);
  if (peek(reader) !== '') throw new SyntaxError('A bracket closes nothing');
  return { root, groups: reader.groups, names: reader.names };
};
