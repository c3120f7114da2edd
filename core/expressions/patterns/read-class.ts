import { codeOf, peek, type PatternReader, take } from './pattern-reader.ts';
import type { SymbolSet } from './pattern-node.ts';
import { readEscape } from './read-escape.ts';
import { both, either, not, rangeSet, singleSet, VERTICAL } from './symbol-sets.ts';

const union = (a: SymbolSet | undefined, b: SymbolSet): SymbolSet => (a ? either(a, b) : b);

const readOne = (reader: PatternReader): ReturnType<typeof readEscape> => {
  peek(reader);
  const symbol = take(reader);
  return symbol === '\\' ? readEscape(reader) : { code: codeOf(symbol) };
};

/** A hyphen makes a range only between two symbols. */
const beginsRange = (reader: PatternReader): boolean =>
  peek(reader) === '-' && !['[', ']', undefined].includes(reader.symbols[reader.at + 1]);

const TAB: ReturnType<typeof readEscape> = { code: 11 };
/** At a hyphen \v is the vertical tab alone. */
const asLimit = (read: ReturnType<typeof readEscape>): typeof read =>
  'has' in read && read.has === VERTICAL ? TAB : read;

const readRange = (reader: PatternReader): SymbolSet => {
  const read = readOne(reader);
  const from = peek(reader) === '-' ? asLimit(read) : read;
  if ('has' in from) return from.has;
  if (!beginsRange(reader)) return singleSet(from.code, reader.flags);
  take(reader);
  const to = asLimit(readOne(reader));
  if ('has' in to) throw new SyntaxError('A range of symbols ends with a set');
  return rangeSet(from.code, to.code, reader.flags);
};

const isIntersection = (reader: PatternReader): boolean =>
  peek(reader) === '&' && reader.symbols[reader.at + 1] === '&';

/** What an intersection is made with: up to the next one, or to the end of the class. */
const readOther = (reader: PatternReader): SymbolSet | undefined => {
  let other: SymbolSet | undefined;
  for (let symbol = peek(reader); symbol !== ']' && symbol !== '&'; symbol = peek(reader))
    other = union(other, symbol === '[' ? readClass(reader) : readParts(reader));
  return other;
};

const intersect = (reader: PatternReader, parts: SymbolSet | undefined): SymbolSet | undefined => {
  reader.at += 2;
  const other = readOther(reader);
  if (!parts && !other) throw new SyntaxError('An intersection of nothing');
  return parts && other ? both(parts, other) : (parts ?? other);
};

/** The inside of a class. A closing bracket right at its start is a symbol of it. */
const readParts = (reader: PatternReader): SymbolSet => {
  let parts: SymbolSet | undefined;
  for (;;) {
    const symbol = peek(reader);
    if (symbol === '') throw new SyntaxError('A class of symbols does not end');
    if (symbol === ']' && parts) return parts;
    if (isIntersection(reader)) parts = intersect(reader, parts);
    else parts = union(parts, symbol === '[' ? readClass(reader) : readRange(reader));
  }
};

/** A class of symbols in brackets, with classes in it and intersections (`&&`). @throws SyntaxError when it is wrong */
export const readClass = (reader: PatternReader): SymbolSet => {
  take(reader);
  const isNegated = reader.symbols[reader.at] === '^';
  if (isNegated) take(reader);
  const has = readParts(reader);
  take(reader);
  return isNegated ? not(has) : has;
};
