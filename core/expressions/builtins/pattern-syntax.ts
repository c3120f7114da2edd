import { EvaluationFailure } from '../value.ts';
import { eitherCase, rangeInEitherCase } from './pattern-case.ts';

type Reader = {
  readonly pattern: string;
  readonly ignoresCase: boolean;
  at: number;
  classDepth: number;
  isAfterQuantifier: boolean;
};

/** A pattern that is right but uses what JavaScript has not: an evaluation must not take it for a wrong one, which gives null. */
export class UnsupportedPattern extends EvaluationFailure {}

const unsupported = (what: string): UnsupportedPattern =>
  new UnsupportedPattern(`uses ${what} in a pattern, which this engine does not have`);

/** Escapes of letters that JavaScript writes differently. */
const ESCAPES = new Map([
  ['A', '(?<![\\s\\S])'],
  ['z', '(?![\\s\\S])'],
  ['Z', '(?=\\n?(?![\\s\\S]))'],
  ['h', '[ \\t\\u00A0\\u1680\\u180E\\u2000-\\u200A\\u202F\\u205F\\u3000]'],
  ['R', '(?:\\r\\n|[\\n-\\r\\u0085\\u2028\\u2029])'],
  ['a', '\\u0007'],
  ['e', '\\u001B'],
]);

/** Classes with names of their own. */
const PROPERTIES = new Map([
  ['Lower', '[a-z]'],
  ['Upper', '[A-Z]'],
  ['Alpha', '[a-zA-Z]'],
  ['Digit', '[0-9]'],
  ['Alnum', '[a-zA-Z0-9]'],
  ['Punct', '[!-\\/:-@\\[-`{-~]'],
  ['Space', '[ \\t\\n\\v\\f\\r]'],
  ['XDigit', '[0-9a-fA-F]'],
]);

const CASED: ReadonlySet<string> = new Set(['Lower', 'Upper']);

/** Letters that have a case, in whichever they are. */
const cased = ({ classDepth }: Reader, letter: string): string => {
  if (letter === 'P' && classDepth > 0) throw unsupported('\\P with letters of one case in a class');
  const letters = '\\p{Lu}\\p{Ll}\\p{Lt}';
  return letter === 'P' ? `[^${letters}]` : classDepth > 0 ? letters : `[${letters}]`;
};

const property = (reader: Reader, letter: string): string => {
  const closing = reader.pattern.indexOf('}', reader.at);
  if (reader.pattern.charAt(reader.at) !== '{' || closing < 0) {
    const name = reader.pattern.charAt(reader.at);
    reader.at += 1;
    return `\\${letter}{${name}}`;
  }
  const name = reader.pattern.slice(reader.at + 1, closing);
  reader.at = closing + 1;
  const known = reader.ignoresCase && CASED.has(name) ? '[a-zA-Z]' : PROPERTIES.get(name);
  if (known === undefined && reader.ignoresCase && /^(?:Lu|Ll|Lt)$/.test(name)) return cased(reader, letter);
  if (known === undefined) return `\\${letter}{${name.startsWith('Is') ? name.slice(2) : name}}`;
  const inside = known.slice(1, -1);
  if (letter === 'P') return `[^${inside}]`;
  return reader.classDepth > 0 ? inside : known;
};

const quoted = (reader: Reader): string => {
  const closing = reader.pattern.indexOf('\\E', reader.at);
  const end = closing < 0 ? reader.pattern.length : closing;
  const text = reader.pattern.slice(reader.at, end);
  reader.at = Math.min(reader.pattern.length, end + 2);
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
};

const SYNTAX = '^$\\.*+?()[]{}|/';

const octal = (reader: Reader): string => {
  const [digits] = /^(?:[0-3][0-7]{2}|[0-7]{1,2})/.exec(reader.pattern.slice(reader.at)) ?? [];
  if (digits === undefined) throw new SyntaxError('An octal escape needs digits');
  reader.at += digits.length;
  return `\\u{${parseInt(digits, 8).toString(16)}}`;
};

const escape = (reader: Reader): string => {
  const char = reader.pattern.charAt(reader.at);
  reader.at += 1;
  if (char === '') throw new SyntaxError('The pattern ends with an escape');
  if (char === 'p' || char === 'P') return property(reader, char);
  if ('GXN'.includes(char)) throw unsupported(`\\${char}`);
  if (char === 'Q') return quoted(reader);
  if (char === '0') return octal(reader);
  const known = ESCAPES.get(char);
  if (known !== undefined) return reader.classDepth > 0 ? known.replace(/^\[|\]$/g, '') : known;
  if (reader.ignoresCase && /[1-9k]/.test(char)) throw unsupported('a back-reference without regard to case');
  if (/[A-Za-z0-9]/.test(char)) return `\\${char}`;
  // Any other symbol stands for itself; JavaScript allows the escape only where it is needed.
  return SYNTAX.includes(char) || (char === '-' && reader.classDepth > 0) ? `\\${char}` : char;
};

const openClass = (reader: Reader): string => {
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

const nextInClass = (reader: Reader, char: string): string => {
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

const checkGroup = (reader: Reader): void => {
  if (!KNOWN_GROUP.test(reader.pattern.slice(reader.at - 1))) throw unsupported('an atomic group or flags inside');
};

const checkQuantifier = (reader: Reader, char: string): void => {
  if (char === '+' && reader.isAfterQuantifier) throw unsupported('a possessive quantifier');
  const isCount = char === '}' && COUNT.test(reader.pattern.slice(0, reader.at));
  reader.isAfterQuantifier = char === '*' || char === '+' || char === '?' || isCount;
};

const next = (reader: Reader): string => {
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
const openGroup = (reader: Reader): string => {
  checkGroup(reader);
  const [opening = '('] = /^\((?:\?<[a-zA-Z][a-zA-Z0-9]*>|\?<?[:=!])?/.exec(reader.pattern.slice(reader.at - 1)) ?? [];
  reader.at += opening.length - 1;
  return opening;
};

const COUNT = /\{\d+(?:,\d*)?\}$/;

const literalBracket = (reader: Reader, char: string): string =>
  char === '}' && COUNT.test(reader.pattern.slice(0, reader.at)) ? char : `\\${char}`;

/**
 * The pattern of java.util.regex in the syntax of JavaScript with the flag u.
 * @param ignoresCase whether letters stand for both cases; the result is used without the flag i
 * @throws SyntaxError for what is wrong before the compiler sees it
 * @throws UnsupportedPattern for what has no counterpart
 */
export const translatePattern = (pattern: string, ignoresCase = false): string => {
  const reader: Reader = { pattern, ignoresCase, at: 0, classDepth: 0, isAfterQuantifier: false };
  let source = '';
  while (reader.at < pattern.length) source += next(reader);
  return source;
};
