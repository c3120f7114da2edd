import { eitherCase, rangeInEitherCase } from './pattern-case.ts';
import { escape } from './pattern-escapes.ts';
import { type PatternReader, unsupported } from './pattern-reader.ts';

const openClass = (reader: PatternReader): string => {
  let text = '[';
  if (reader.pattern.charAt(reader.at) === '^') {
    text += '^';
    reader.at += 1;
  }
  // A bracket right at the start of a class is a symbol of it.
  if (reader.pattern.charAt(reader.at) === ']') {
    text += '\\]';
    reader.at += 1;
  }
  reader.classDepth = 1;
  return text;
};

const RANGE = /^([^\\[\]-])-([^\\[\]])/;

const nextInClass = (reader: PatternReader, char: string): string => {
  if (char === '[') throw unsupported('a class in a class');
  if (char === '&' && reader.pattern.charAt(reader.at) === '&') throw unsupported('an intersection of classes');
  if (char === ']') {
    reader.classDepth = 0;
    return char;
  }
  if (!reader.ignoresCase) return char;
  const [range, from = '', to = ''] = RANGE.exec(reader.pattern.slice(reader.at - 1)) ?? [];
  if (range === undefined) return eitherCase(char, true);
  reader.at += 2;
  return rangeInEitherCase(from, to);
};

/** Kinds of groups that both have: capturing, named, not capturing, looking ahead and behind. */
const KNOWN_GROUP = /^\((?!\?)|^\(\?(?:[:=!]|<)/;

const checkGroup = (reader: PatternReader): void => {
  if (!KNOWN_GROUP.test(reader.pattern.slice(reader.at - 1))) throw unsupported('an atomic group or flags inside');
};

const checkQuantifier = (reader: PatternReader, char: string): void => {
  if (char === '+' && reader.isAfterQuantifier) throw unsupported('a possessive quantifier');
  const isCount = char === '}' && COUNT.test(reader.pattern.slice(0, reader.at));
  reader.isAfterQuantifier = char === '*' || char === '+' || char === '?' || isCount;
};

const next = (reader: PatternReader): string => {
  const char = reader.pattern.charAt(reader.at);
  reader.at += 1;
  const isSymbol = char === '\\' || reader.classDepth > 0;
  checkQuantifier(reader, isSymbol ? '' : char);
  if (char === '\\') return escape(reader);
  if (reader.classDepth > 0) return nextInClass(reader, char);
  if (char === '(') return openGroup(reader);
  if (char === '[') return openClass(reader);
  // A closing bracket without an opening one stands for itself.
  if (char === ']' || char === '}') return literalBracket(reader, char);
  return reader.ignoresCase ? eitherCase(char, false) : char;
};

/** The name of a group is no part of what is looked for. */
const openGroup = (reader: PatternReader): string => {
  checkGroup(reader);
  const [opening = '('] = /^\((?:\?<[a-zA-Z][a-zA-Z0-9]*>|\?<?[:=!])?/.exec(reader.pattern.slice(reader.at - 1)) ?? [];
  reader.at += opening.length - 1;
  return opening;
};

const COUNT = /\{\d+(?:,\d*)?\}$/;

const literalBracket = (reader: PatternReader, char: string): string =>
  char === '}' && COUNT.test(reader.pattern.slice(0, reader.at)) ? char : `\\${char}`;

/**
 * The pattern of java.util.regex in the syntax of JavaScript with the flag u.
 * @param ignoresCase whether letters stand for both cases; the result is used without the flag i
 * @throws SyntaxError for what is wrong before the compiler sees it
 * @throws UnsupportedPattern for what has no counterpart
 */
export const translatePattern = (pattern: string, ignoresCase = false): string => {
  const reader: PatternReader = { pattern, ignoresCase, at: 0, classDepth: 0, isAfterQuantifier: false };
  let source = '';
  while (reader.at < pattern.length) source += next(reader);
  return source;
};
