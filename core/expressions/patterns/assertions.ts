import type { PatternFlags } from './pattern-flags.ts';
import type { Assertion } from './pattern-node.ts';
import { lineEnds } from './symbol-sets.ts';

const isPair = (text: string, at: number): boolean => text.charAt(at - 1) === '\r' && text.charAt(at) === '\n';

/** Whether a line ends at a position. In the middle of \r\n it does not. */
const endsLine = (text: string, at: number, flags: PatternFlags): boolean =>
  at < text.length && lineEnds(flags).includes(text.charAt(at)) && (flags.d || !isPair(text, at));

const beginsLine = (text: string, at: number, flags: PatternFlags): boolean =>
  lineEnds(flags).includes(text.charAt(at - 1)) && (flags.d || !isPair(text, at));

const atStart: Assertion = (_text, at) => at === 0;
const atEnd: Assertion = (text, at) => at === text.length;

/** At the end, or before the line end that is the last of the text. */
const atLastLineEnd =
  (flags: PatternFlags): Assertion =>
  (text, at) => {
    const rest = text.length - at;
    if (rest === 0) return true;
    if (rest === 2) return !flags.d && text.endsWith('\r\n');
    return rest === 1 && endsLine(text, at, flags);
  };

const WORD = /[a-zA-Z0-9_]/;
const MARK = /^\p{Mn}$/u;
const LETTER_OR_DIGIT = /^[\p{L}\p{Nd}]$/u;

const symbolBefore = (text: string, at: number): string => {
  const [first = '', second = ''] = [...text.slice(Math.max(0, at - 2), at)].slice(-2);
  return second === '' ? first : second;
};
const symbolAt = (text: string, at: number): string => [...text.slice(at, at + 2)][0] ?? '';

/** A mark belongs to the letter or digit that it is put on; `at` is where the symbol begins. */
const isOfWord = (text: string, symbol: string, at: number): boolean => {
  if (WORD.test(symbol)) return true;
  if (!MARK.test(symbol)) return false;
  let base = at;
  while (MARK.test(symbolBefore(text, base))) base -= symbolBefore(text, base).length;
  return LETTER_OR_DIGIT.test(symbolBefore(text, base));
};

const isBorder: Assertion = (text, at) => {
  const before = symbolBefore(text, at);
  return isOfWord(text, before, at - before.length) !== isOfWord(text, symbolAt(text, at), at);
};

/** At the start of each line, but nowhere at the end of the text. */
export const circumflex = (flags: PatternFlags): Assertion =>
  flags.m ? (text, at) => at < text.length && (at === 0 || beginsLine(text, at, flags)) : atStart;

export const dollar = (flags: PatternFlags): Assertion =>
  flags.m ? (text, at) => at === text.length || endsLine(text, at, flags) : atLastLineEnd(flags);

/** Assertions that are written with a backslash. */
export const assertionOf = (letter: string, flags: PatternFlags): Assertion | undefined => {
  switch (letter) {
    case 'A':
      return atStart;
    case 'z':
      return atEnd;
    case 'Z':
      return atLastLineEnd(flags);
    case 'b':
      return isBorder;
    case 'B':
      return (text, at, last) => !isBorder(text, at, last);
    case 'G':
      return (_text, at, last) => at === last;
    default:
      return undefined;
  }
};
