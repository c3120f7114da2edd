import { error } from '../evaluation-helpers.ts';
import { toInt } from '../number-conversion.ts';
import { compilePattern, matchesIn, type Pattern, replaceAll, splitBy } from '../patterns/patterns.ts';
import { EvaluationFailure, isNumber, type Value } from '../value.ts';
import { type Body, define, type Functions } from './define.ts';

/** From 1; zero and negative positions count from the end. */
const indexIn = (text: string, position: number): number => (position > 0 ? position - 1 : text.length + position);

/** @throws EvaluationFailure outside of the text: the engine does not turn this into null */
const cut = (text: string, from: number, to: number): string => {
  if (from < 0 || to > text.length || from > to) throw new EvaluationFailure('String index out of range');
  return text.slice(from, to);
};

const substring: Body = (text, start, length) => {
  if (typeof text !== 'string' || !isNumber(start ?? null)) return undefined;
  const from = indexIn(text, toInt(start as number));
  if (length === undefined) return cut(text, from, text.length);
  return isNumber(length) ? cut(text, from, Math.min(from + toInt(length), text.length)) : undefined;
};

const onText = (parameters: readonly string[], apply: (text: string) => Value): ReturnType<typeof define> =>
  define(parameters, (text) => (typeof text === 'string' ? apply(text) : undefined));

const onTexts = (parameters: readonly string[], apply: (a: string, b: string) => Value): ReturnType<typeof define> =>
  define(parameters, (a, b) => (typeof a === 'string' && typeof b === 'string' ? apply(a, b) : undefined));

/** A wrong pattern, or replacement, is an error and so gives null. */
const withPattern = (pattern: string, flags: string, apply: (pattern: Pattern) => Value): Value => {
  try {
    return apply(compilePattern(pattern, flags));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    return error(`Invalid pattern '${pattern}'`);
  }
};

const matches: Body = (input, pattern, flags = '') => {
  if (typeof input !== 'string' || typeof pattern !== 'string' || typeof flags !== 'string') return undefined;
  return withPattern(pattern, flags, ({ find }) => find(input, 0, 0) !== undefined);
};

const replace: Body = (input, pattern, replacement, flags = '') => {
  if (typeof input !== 'string' || typeof pattern !== 'string') return undefined;
  if (typeof replacement !== 'string' || typeof flags !== 'string') return undefined;
  return withPattern(pattern, flags, (compiled) => replaceAll(input, compiled, replacement));
};

const TEXT = ['string', 'match'];

export const stringFunctions: Functions = {
  substring: [
    define(['string', 'start position'], substring),
    define(['string', 'start position', 'length'], (text, start, length = null) =>
      substring(text ?? null, start ?? null, length),
    ),
  ],
  'string length': [onText(['string'], (text) => text.length)],
  'upper case': [onText(['string'], (text) => text.toUpperCase())],
  'lower case': [onText(['string'], (text) => text.toLowerCase())],
  'substring before': [onTexts(TEXT, (text, match) => text.slice(0, Math.max(0, text.indexOf(match))))],
  'substring after': [
    onTexts(TEXT, (text, match) => {
      const index = text.indexOf(match);
      return index < 0 ? '' : text.slice(index + match.length);
    }),
  ],
  contains: [onTexts(TEXT, (text, match) => text.includes(match))],
  'starts with': [onTexts(TEXT, (text, match) => text.startsWith(match))],
  'ends with': [onTexts(TEXT, (text, match) => text.endsWith(match))],
  matches: [
    define(['input', 'pattern'], matches),
    define(['input', 'pattern', 'flags'], (input = null, pattern = null, flags = null) =>
      matches(input, pattern, flags),
    ),
  ],
  replace: [
    define(['input', 'pattern', 'replacement'], replace),
    define(['input', 'pattern', 'replacement', 'flags'], replace),
  ],
  split: [
    onTexts(['string', 'delimiter'], (text, delimiter) =>
      withPattern(delimiter, '', (compiled) => splitBy(text, compiled)),
    ),
  ],
  extract: [
    onTexts(['input', 'pattern'], (text, pattern) =>
      withPattern(pattern, '', (compiled) => matchesIn(text, compiled).map(({ index, end }) => text.slice(index, end))),
    ),
  ],
};
