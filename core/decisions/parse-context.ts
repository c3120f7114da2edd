import type { CompiledExpression, Compilation, Feel } from '../expressions/feel.ts';
import { type DmnElement, textOf } from './dmn-element.ts';

export type DecisionProblem = {
  /** Decision or business knowledge model; "" for the whole file. */
  readonly elementId: string;
  /** A sentence. */
  readonly message: string;
};

/** What a parser of one decision needs, and where it leaves what is wrong. */
export type ParseContext = {
  readonly feel: Feel;
  readonly elementId: string;
  /** Names of the business knowledge models that it can invoke: those it requires, also through others, and those read before. */
  readonly knowledgeNames: ReadonlySet<string>;
  readonly problems: DecisionProblem[];
};

export const addProblem = (context: ParseContext, message: string): void => {
  context.problems.push({ elementId: context.elementId, message });
};

/** Stands for an expression that has been reported: the file is refused, so that nobody evaluates it. */
const failed = (text: string): CompiledExpression => ({
  text,
  variableNames: [],
  evaluate: () => ({ ok: false, message: `"${text}" is no expression` }),
  evaluateToValue: () => {
    throw new Error(`"${text}" is no expression`);
  },
});

const FEEL: ReadonlySet<string> = new Set([
  '',
  'feel',
  'http://www.omg.org/spec/feel/20140401',
  'http://www.omg.org/spec/dmn/20180521/feel/',
  'https://www.omg.org/spec/dmn/20191111/feel/',
  'https://www.omg.org/spec/dmn/20211108/feel/',
]);

const isFeel = (element: DmnElement): boolean =>
  FEEL.has((textOf(element, 'expressionLanguage') ?? '').trim().toLowerCase());

const compiled = (
  context: ParseContext,
  element: DmnElement,
  compile: (text: string) => Compilation,
): CompiledExpression => {
  const text = textOf(element, 'text') ?? '';
  if (!isFeel(element)) {
    addProblem(context, `Expression language "${textOf(element, 'expressionLanguage')}" is not supported.`);
    return failed(text);
  }
  const result = compile(text);
  if (result.ok) return result.expression;
  addProblem(context, result.problem);
  return failed(text);
};

export const compileLiteral = (context: ParseContext, element: DmnElement | undefined): CompiledExpression => {
  if (element !== undefined && textOf(element, 'text') !== undefined) {
    return compiled(context, element, (text) => context.feel.compile(text));
  }
  addProblem(context, `The expression ${element?.id ? `"${element.id}" ` : ''}must not be empty.`);
  return failed('');
};

/** @returns null for a cell that is empty: it matches everything */
export const compileTests = (context: ParseContext, element: DmnElement): CompiledExpression | null =>
  (textOf(element, 'text') ?? '') === ''
    ? null
    : compiled(context, element, (text) => context.feel.compileUnaryTests(text));
