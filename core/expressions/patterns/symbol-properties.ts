import { type PatternReader, take, takeFound, unsupported } from './pattern-reader.ts';
import type { SymbolSet } from './pattern-node.ts';
import { not, setOf } from './symbol-sets.ts';

/** Classes of ASCII with names of their own. */
const ASCII: ReadonlyMap<string, RegExp> = new Map([
  ['ASCII', /[\0-\x7F]/],
  ['Alnum', /[a-zA-Z0-9]/],
  ['Alpha', /[a-zA-Z]/],
  ['Blank', /[ \t]/],
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  ['Cntrl', /[\0-\x1F\x7F]/],
  ['Digit', /[0-9]/],
  ['Graph', /[!-~]/],
  ['Lower', /[a-z]/],
  ['Print', /[ -~]/],
  ['Punct', /[!-/:-@[-`{-~]/],
  ['Space', /[ \t\n\v\f\r]/],
  ['Upper', /[A-Z]/],
  ['XDigit', /[0-9a-fA-F]/],
  ['L1', /[\0-\xFF]/],
  ['all', /[^]/u],
  ['LD', /[\p{L}\p{Nd}]/u],
  ['javaLowerCase', /\p{Lowercase}/u],
  ['javaUpperCase', /\p{Uppercase}/u],
  ['javaAlphabetic', /\p{Alphabetic}/u],
  ['javaLetter', /\p{L}/u],
  ['javaDigit', /\p{Nd}/u],
  ['javaLetterOrDigit', /[\p{L}\p{Nd}]/u],
  ['javaTitleCase', /\p{Lt}/u],
  // eslint-disable-next-line no-control-regex -- as above
  ['javaWhitespace', /[\t-\r\x1C-\x1F \u1680\u2000-\u2006\u2008-\u200A\u2028\u2029\u205F\u3000]/],
]);

const OF_ANY_CASE = /[\p{Uppercase}\p{Lowercase}\p{Lt}]/u;

/** Letters of one case, which without regard to case are those of any. */
const CASED: ReadonlyMap<string, RegExp> = new Map([
  ['Lower', /[a-zA-Z]/],
  ['Upper', /[a-zA-Z]/],
  ['Lu', /[\p{Lu}\p{Ll}\p{Lt}]/u],
  ['Ll', /[\p{Lu}\p{Ll}\p{Lt}]/u],
  ['Lt', /[\p{Lu}\p{Ll}\p{Lt}]/u],
  ['javaLowerCase', OF_ANY_CASE],
  ['javaUpperCase', OF_ANY_CASE],
  ['javaTitleCase', OF_ANY_CASE],
]);

/** Names behind `Is` that Unicode writes in another way. */
const UNICODE: ReadonlyMap<string, string> = new Map([
  ['letter', 'L'],
  ['titlecase', 'Lt'],
  ['control', 'Cc'],
  ['punctuation', 'P'],
  ['digit', 'Nd'],
]);

const CATEGORY = /^(?:L[ulmtoC]?|M[nce]?|N[dlo]?|Z[slp]?|C[cfosn]?|P[dsecfio]?|S[mcko]?)$/;

const readName = (name: string, ignoresCase: boolean): SymbolSet | undefined => {
  const known = (ignoresCase ? CASED.get(name) : undefined) ?? ASCII.get(name);
  if (known) return setOf(known);
  return CATEGORY.test(name) ? setOf(new RegExp(`\\p{${name}}`, 'u')) : undefined;
};

const tryProperty = (property: string): SymbolSet | undefined => {
  try {
    return setOf(new RegExp(`\\p{${property}}`, 'u'));
  } catch {
    return undefined;
  }
};

/** Unicode's names are written in one way in JavaScript and in any in Java. */
const capitalized = (name: string): string =>
  name
    .toLowerCase()
    .replace(/(^|_)([a-z])/g, (_found, before: string, letter: string) => before + letter.toUpperCase());

const CASE_NAMES = /^(?:upper|lower|title)case$/i;

const readUnicodeName = (name: string, ignoresCase: boolean): SymbolSet | undefined =>
  (ignoresCase && CASE_NAMES.test(name) ? setOf(OF_ANY_CASE) : undefined) ??
  tryProperty(UNICODE.get(name.toLowerCase()) ?? capitalized(name)) ??
  readName(name, ignoresCase) ??
  tryProperty(`Script=${capitalized(name)}`);

const readPair = (key: string, name: string, ignoresCase: boolean): SymbolSet | undefined => {
  if (/^(?:block|blk)$/i.test(key)) throw unsupported('a block of Unicode');
  if (/^(?:script|sc)$/i.test(key)) return tryProperty(`Script=${capitalized(name)}`);
  return /^(?:general_category|gc)$/i.test(key) ? readName(name, ignoresCase) : undefined;
};

const readAny = (text: string, ignoresCase: boolean): SymbolSet | undefined => {
  const equals = text.indexOf('=');
  if (equals >= 0) return readPair(text.slice(0, equals), text.slice(equals + 1), ignoresCase);
  if (text.startsWith('In')) throw unsupported('a block of Unicode');
  return text.startsWith('Is') ? readUnicodeName(text.slice(2), ignoresCase) : readName(text, ignoresCase);
};

/** What stands behind `\p` or `\P`. @throws SyntaxError for a name that does not exist */
export const readProperty = (reader: PatternReader, letter: string): SymbolSet => {
  const name = takeFound(reader, /^\{([^}]*)\}/)?.[1] ?? take(reader);
  const has = readAny(name, reader.flags.i);
  if (!has) throw new SyntaxError(`No symbols are called ${name}`);
  return letter === 'P' ? not(has) : has;
};
