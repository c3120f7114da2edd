import type { Node } from '../syntax.ts';
import { expression } from './expressions.ts';
import { arithmetic } from './operators.ts';
import { type Rule, skip, type Source } from './scanner.ts';
import { unaryTests } from './tests.ts';

export type Parsed =
  | { readonly ok: true; readonly node: Node }
  /** A sentence that names the text and the place of the mistake. */
  | { readonly ok: false; readonly problem: string };

const EXCERPT_LENGTH = 30;

const describe = (source: Source, what: string): string => {
  const rest = source.text.slice(source.furthest, source.furthest + EXCERPT_LENGTH);
  const place =
    rest === '' ? 'it ends too early' : `it cannot be read from "${rest}" on (character ${source.furthest + 1})`;
  return `The ${what} "${source.text}" is not valid FEEL: ${place}.`;
};

const parseWith = (text: string, rule: Rule<Node>, what: string): Parsed => {
  const source: Source = {
    text,
    recursion: { expression, arithmetic },
    memory: new Map(),
    furthest: 0,
    hasOpenComment: false,
  };
  try {
    const match = rule(source, skip(source, 0));
    const end = match && skip(source, match.end);
    if (source.hasOpenComment) return { ok: false, problem: `The ${what} "${text}" has a comment that is not closed.` };
    if (match && end === text.length) return { ok: true, node: match.value };
    source.furthest = Math.max(source.furthest, end ?? 0);
    return { ok: false, problem: describe(source, what) };
  } catch (error) {
    // The grammar is recursive: the stack is the limit of nesting.
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, problem: `The ${what} is nested too deeply.` };
  }
};

/** @param text without the leading "=" of a model */
export const parseExpression = (text: string): Parsed => parseWith(text, expression, 'expression');

export const parseUnaryTests = (text: string): Parsed => parseWith(text, unaryTests, 'unary test');
