type Reader = { readonly pattern: string; at: number; classDepth: number };

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

const next = (reader: Reader): string => {
  const char = reader.pattern.charAt(reader.at);
  reader.at += 1;
  if (char === '\\') return escape(reader);
  if (reader.classDepth > 0) {
    if (char === '[') throw new SyntaxError('Nested classes are not supported');
    if (char === ']') reader.classDepth = 0;
    return char;
  }
  if (char === '[') return openClass(reader);
  // A closing bracket without an opening one stands for itself.
  return char === ']' || char === '}' ? literalBracket(reader, char) : char;
};

const literalBracket = (reader: Reader, char: string): string =>
  char === '}' && /\{\d+(?:,\d*)?\}$/.test(reader.pattern.slice(0, reader.at)) ? char : `\\${char}`;

/**
 * The pattern of java.util.regex in the syntax of JavaScript with the flag u.
 * @throws SyntaxError for what is wrong before the compiler sees it, or has no counterpart
 */
export const translatePattern = (pattern: string): string => {
  const reader: Reader = { pattern, at: 0, classDepth: 0 };
  let source = '';
  while (reader.at < pattern.length) source += next(reader);
  return source;
};
