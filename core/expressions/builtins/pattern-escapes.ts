import { eitherCase } from './pattern-case.ts';
import { type PatternReader, unsupported } from './pattern-reader.ts';

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
const cased = ({ classDepth }: PatternReader, letter: string): string => {
  if (letter === 'P' && classDepth > 0) throw unsupported('\\P with letters of one case in a class');
  const letters = '\\p{Lu}\\p{Ll}\\p{Lt}';
  return letter === 'P' ? `[^${letters}]` : classDepth > 0 ? letters : `[${letters}]`;
};

const property = (reader: PatternReader, letter: string): string => {
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

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

const quoted = (reader: PatternReader): string => {
  const closing = reader.pattern.indexOf('\\E', reader.at);
  const end = closing < 0 ? reader.pattern.length : closing;
  const text = reader.pattern.slice(reader.at, end);
  reader.at = Math.min(reader.pattern.length, end + 2);
  if (!reader.ignoresCase) return literal(text);
  return [...text].map((symbol) => eitherCase(literal(symbol), reader.classDepth > 0)).join('');
};

const SYNTAX = '^$\\.*+?()[]{}|/';

const octal = (reader: PatternReader): string => {
  const [digits] = /^(?:[0-3][0-7]{2}|[0-7]{1,2})/.exec(reader.pattern.slice(reader.at)) ?? [];
  if (digits === undefined) throw new SyntaxError('An octal escape needs digits');
  reader.at += digits.length;
  return `\\u{${parseInt(digits, 8).toString(16)}}`;
};

/** What stands behind a backslash. */
export const escape = (reader: PatternReader): string => {
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
