import { EvaluationFailure } from '../value.ts';
import type { PatternFlags } from './pattern-flags.ts';

/** A pattern and how far it has been read. */
export type PatternReader = {
  readonly symbols: readonly string[];
  at: number;
  flags: PatternFlags;
  /** Groups that have been opened. */
  groups: number;
  readonly names: Map<string, number>;
};

/** A pattern that is right but uses what this engine has not: an evaluation must not take it for a wrong one, which gives null. */
export class UnsupportedPattern extends EvaluationFailure {}

/** @param what something of java.util.regex, for a sentence */
export const unsupported = (what: string): UnsupportedPattern =>
  new UnsupportedPattern(`uses ${what} in a pattern, which this engine does not have`);

/** With the flag x white space and comments do not count. */
const skipComments = (reader: PatternReader): void => {
  if (!reader.flags.x) return;
  for (;;) {
    const symbol = reader.symbols[reader.at] ?? '';
    if (/^[ \t\n\v\f\r]$/.test(symbol)) reader.at += 1;
    else if (symbol === '#') while (reader.at < reader.symbols.length && !isLineEnd(reader)) reader.at += 1;
    else return;
  }
};

const isLineEnd = ({ symbols, at }: PatternReader): boolean => /^[\n\r\u0085\u2028\u2029]$/.test(symbols[at] ?? '');

/** The next symbol that counts; empty at the end. */
export const peek = (reader: PatternReader): string => {
  skipComments(reader);
  return reader.symbols[reader.at] ?? '';
};

/** The symbol itself, even where white space does not count. @throws SyntaxError at the end */
export const take = (reader: PatternReader): string => {
  const symbol = reader.symbols[reader.at];
  if (symbol === undefined) throw new SyntaxError('The pattern ends too early');
  reader.at += 1;
  return symbol;
};

/** Whether these symbols come next; they are read when they do. */
export const takeText = (reader: PatternReader, text: string): boolean => {
  const length = text.length;
  if (reader.symbols.slice(reader.at, reader.at + length).join('') !== text) return false;
  reader.at += length;
  return true;
};

/** What an expression, which begins with `^`, finds next; it is read. */
export const takeFound = (reader: PatternReader, expression: RegExp): readonly (string | undefined)[] | undefined => {
  const found = expression.exec(reader.symbols.slice(reader.at, reader.at + LONGEST_TOKEN).join(''));
  if (!found) return undefined;
  reader.at += found[0].length;
  return found;
};
const LONGEST_TOKEN = 200;

export const codeOf = (symbol: string): number => symbol.codePointAt(0) ?? 0;
