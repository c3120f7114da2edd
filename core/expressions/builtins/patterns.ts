/** The flags of the engine: s, m and i as in JavaScript, x for white space and comments in the pattern. */
const toFlags = (flags: string): string => ['s', 'm', 'i'].filter((flag) => flags.includes(flag)).join('') + 'gu';

type Reader = { readonly pattern: string; readonly ignoresSpace: boolean; at: number; classDepth: number };

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

const property = (reader: Reader, letter: string): string => {
  const closing = reader.pattern.indexOf('}', reader.at);
  if (reader.pattern.charAt(reader.at) !== '{' || closing < 0) {
    const name = reader.pattern.charAt(reader.at);
    reader.at += 1;
    return `\\${letter}{${name}}`;
  }
  const name = reader.pattern.slice(reader.at + 1, closing);
  reader.at = closing + 1;
  const known = PROPERTIES.get(name);
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
  if (char === 'Q') return quoted(reader);
  if (char === '0') return octal(reader);
  const known = ESCAPES.get(char);
  if (known !== undefined) return reader.classDepth > 0 ? known.replace(/^\[|\]$/g, '') : known;
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

const comment = (reader: Reader): string => {
  const end = reader.pattern.indexOf('\n', reader.at);
  reader.at = end < 0 ? reader.pattern.length : end + 1;
  return '';
};

const next = (reader: Reader): string => {
  const char = reader.pattern.charAt(reader.at);
  reader.at += 1;
  if (char === '\\') return escape(reader);
  if (reader.ignoresSpace && /\s/.test(char)) return '';
  if (reader.classDepth > 0) {
    if (char === '[') throw new SyntaxError('Nested classes are not supported');
    if (char === ']') reader.classDepth = 0;
    return char;
  }
  if (reader.ignoresSpace && char === '#') return comment(reader);
  if (char === '[') return openClass(reader);
  // A closing bracket without an opening one stands for itself.
  return char === ']' || char === '}' ? literalBracket(reader, char) : char;
};

const literalBracket = (reader: Reader, char: string): string =>
  char === '}' && /\{\d+(?:,\d*)?\}$/.test(reader.pattern.slice(0, reader.at)) ? char : `\\${char}`;

const withoutSpace = (pattern: string): string => pattern.replace(/\\(\s)/g, '\\u0020').replace(/\s+/g, '');

/** Flags written into the pattern at its start. */
const INLINE_FLAGS = /^\(\?([simx]+)\)/;

/**
 * A pattern of java.util.regex as a JavaScript one, with the flags g and u.
 * @throws SyntaxError when the pattern is wrong, or uses what JavaScript has not (possessive quantifiers, class intersections)
 */
export const compilePattern = (pattern: string, flags: string): RegExp => {
  const key = `${flags}/${pattern}`;
  const known = patterns.get(key);
  if (known !== undefined) {
    known.lastIndex = 0;
    return known;
  }
  const inline = INLINE_FLAGS.exec(pattern);
  const allFlags = flags + (inline?.[1] ?? '');
  const ignoresSpace = allFlags.includes('x');
  const body = pattern.slice(inline?.[0].length ?? 0);
  const reader: Reader = {
    pattern: ignoresSpace && !body.includes('#') ? withoutSpace(body) : body,
    ignoresSpace,
    at: 0,
    classDepth: 0,
  };
  let source = '';
  while (reader.at < reader.pattern.length) source += next(reader);
  const compiled = new RegExp(source, toFlags(allFlags));
  if (patterns.size >= MOST_PATTERNS) patterns.clear();
  patterns.set(key, compiled);
  return compiled;
};

const MOST_PATTERNS = 500;
const patterns = new Map<string, RegExp>();

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
