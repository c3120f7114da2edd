import type { PatternFlags } from './pattern-flags.ts';
import type { SymbolSet } from './pattern-node.ts';

export const not =
  (has: SymbolSet): SymbolSet =>
  (code) =>
    !has(code);

export const either =
  (a: SymbolSet, b: SymbolSet): SymbolSet =>
  (code) =>
    a(code) || b(code);

export const both =
  (a: SymbolSet, b: SymbolSet): SymbolSet =>
  (code) =>
    a(code) && b(code);

/** Symbols for which an expression of one symbol holds. */
export const setOf = (expression: RegExp): SymbolSet => {
  return (code) => expression.test(String.fromCodePoint(code));
};

const isAscii = (code: number): boolean => code < 128;

/** In the other case when that is one symbol, else itself. */
const inCase = (code: number, change: (text: string) => string): number => {
  const changed = change(String.fromCodePoint(code));
  const [first = '', ...more] = changed;
  return more.length > 0 ? code : (first.codePointAt(0) ?? code);
};
const upper = (code: number): number => inCase(code, (text) => text.toUpperCase());
const lower = (code: number): number => inCase(code, (text) => text.toLowerCase());

/** Two symbols are the same with regard to the flags. */
export const sameness = ({ i, u }: PatternFlags): ((a: number, b: number) => boolean) => {
  if (!i) return (a, b) => a === b;
  if (u) return (a, b) => a === b || lower(upper(a)) === lower(upper(b));
  return (a, b) => a === b || (isAscii(a) && isAscii(b) && lower(a) === lower(b));
};

export const singleSet = (code: number, flags: PatternFlags): SymbolSet => {
  const isSame = sameness(flags);
  return (other) => isSame(code, other);
};

/** @throws SyntaxError when it ends before it begins */
export const rangeSet = (from: number, to: number, { i, u }: PatternFlags): SymbolSet => {
  if (to < from) throw new SyntaxError('A range of symbols ends before it begins');
  const has: SymbolSet = (code) => from <= code && code <= to;
  if (!i) return has;
  return (code) => has(code) || ((u || isAscii(code)) && (has(upper(code)) || has(lower(upper(code)))));
};

const LINE_ENDS = '\n\r\u0085\u2028\u2029';
/** Only what the dot does not take. */
export const lineEnds = ({ d }: PatternFlags): string => (d ? '\n' : LINE_ENDS);

export const DIGIT = setOf(/[0-9]/);
export const WORD = setOf(/[a-zA-Z0-9_]/);
export const SPACE = setOf(/[ \t\n\v\f\r]/);
export const HORIZONTAL = setOf(/[ \t\u00A0\u1680\u180E\u2000-\u200A\u202F\u205F\u3000]/);
export const VERTICAL = setOf(/[\n\v\f\r\u0085\u2028\u2029]/);
