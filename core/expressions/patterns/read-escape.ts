import { codeOf, type PatternReader, take, takeFound, unsupported } from './pattern-reader.ts';
import type { SymbolSet } from './pattern-node.ts';
import { readProperty } from './symbol-properties.ts';
import { DIGIT, HORIZONTAL, not, SPACE, VERTICAL, WORD } from './symbol-sets.ts';

/** One symbol or a set of them, in and outside of classes. */
export type EscapedSymbols = { readonly code: number } | { readonly has: SymbolSet };

const SETS: ReadonlyMap<string, SymbolSet> = new Map([
  ['d', DIGIT],
  ['w', WORD],
  ['s', SPACE],
  ['h', HORIZONTAL],
  ['v', VERTICAL],
  ['D', not(DIGIT)],
  ['W', not(WORD)],
  ['S', not(SPACE)],
  ['H', not(HORIZONTAL)],
  ['V', not(VERTICAL)],
]);

const CODES: ReadonlyMap<string, number> = new Map([
  ['t', 9],
  ['n', 10],
  ['f', 12],
  ['r', 13],
  ['a', 7],
  ['e', 27],
]);

/** Nothing else is the name of any symbol. */
const SYMBOL_NAME = /^\{ *[a-z][a-z0-9 -]*\}/i;

const fromHex = (digits: string | undefined): number => {
  const code = parseInt(digits ?? '', 16);
  if (Number.isNaN(code) || code > 0x10ffff) throw new SyntaxError('An escape needs the number of a symbol');
  return code;
};

/** Two halves of a symbol are one. */
const readUnicode = (reader: PatternReader): number => {
  const pair = takeFound(reader, /^(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})/i);
  if (pair) return codeOf(String.fromCharCode(fromHex(pair[1]), fromHex(pair[2])));
  return fromHex(takeFound(reader, /^[0-9a-f]{4}/i)?.[0]);
};

const readHex = (reader: PatternReader): number => {
  const [, long, short] = takeFound(reader, /^(?:\{([0-9a-f]+)\}|([0-9a-f]{2}))/i) ?? [];
  return fromHex(long ?? short);
};

const readOctal = (reader: PatternReader): number => {
  const found = takeFound(reader, /^(?:[0-3][0-7]{2}|[0-7]{1,2})/);
  if (!found) throw new SyntaxError('An octal escape needs digits');
  return parseInt(found[0] ?? '', 8);
};

const readCode = (reader: PatternReader, letter: string): number | undefined => {
  if (letter === 'u') return readUnicode(reader);
  if (letter === 'x') return readHex(reader);
  if (letter === '0') return readOctal(reader);
  if (letter === 'c') return codeOf(take(reader)) ^ 64;
  return CODES.get(letter) ?? (/[a-zA-Z1-9]/.test(letter) ? undefined : codeOf(letter));
};

/**
 * What stands behind a backslash.
 * @throws SyntaxError for letters without a meaning
 */
export const readEscape = (reader: PatternReader): EscapedSymbols => {
  const letter = take(reader);
  if (letter === 'p' || letter === 'P') return { has: readProperty(reader, letter) };
  if (letter === 'N' && takeFound(reader, SYMBOL_NAME)) throw unsupported('the name of a symbol');
  const has = SETS.get(letter);
  if (has) return { has };
  const code = readCode(reader, letter);
  if (code === undefined) throw new SyntaxError(`\\${letter} has no meaning here`);
  return { code };
};
