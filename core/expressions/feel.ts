import { compileNode } from './compile.ts';
import type { Evaluation, ExpressionContext } from './expression.ts';
import type { Evaluate } from './evaluation-helpers.ts';
import { freeNames } from './free-names.ts';
import { findProblem } from './check-syntax.ts';
import { parseExpression, type Parsed, parseUnaryTests } from './parser/parse.ts';
import { RootScope, type Scope } from './scope.ts';
import { toJson } from './to-json.ts';
import { FeelError, type Value } from './value.ts';

/** An expression, compiled once and evaluated many times. */
export type CompiledExpression = {
  /** Without the "=" of a model. */
  readonly text: string;
  /** Variables that it reads from outside; names in filters may be entries of the items instead. */
  readonly variableNames: readonly string[];
  readonly evaluate: (context: ExpressionContext) => Evaluation;
  /**
   * The result as a value, which keeps dates, exact numbers and functions; for decisions.
   * @throws Error when the evaluation fails
   */
  readonly evaluateToValue: (scope: Scope) => Value;
};

export type Compilation =
  | { readonly ok: true; readonly expression: CompiledExpression }
  /** A sentence for the author of the model. */
  | { readonly ok: false; readonly problem: string };

export interface Feel {
  compile(text: string): Compilation;
  /** Unary tests read their input from the variable `cellInput`. */
  compileUnaryTests(text: string): Compilation;
  /** Variables that the expression reads from outside; none when it cannot be parsed. */
  variableNames(text: string): readonly string[];
}

const evaluateNode = (evaluate: Evaluate, text: string, scope: Scope): Value => {
  const value = evaluate(scope);
  if (value instanceof FeelError) throw new Error(`failed to evaluate expression '${text}': ${value.message}`);
  return value;
};

const evaluateSafely = (evaluate: Evaluate, text: string, context: ExpressionContext): Evaluation => {
  try {
    return { ok: true, value: toJson(evaluateNode(evaluate, text, new RootScope(context))) };
  } catch (error) {
    return { ok: false, message: failureMessage(text, error) };
  }
};

const failureMessage = (text: string, error: unknown): string => {
  const cause = error instanceof Error ? error.message : String(error);
  return cause.startsWith('failed to evaluate') ? cause : `failed to evaluate expression '${text}': ${cause}`;
};

const compileParsed = (text: string, parsed: Parsed): Compilation => {
  if (!parsed.ok) return parsed;
  const { node } = parsed;
  const problem = findProblem(node);
  if (problem !== undefined) return { ok: false, problem: `The expression "${text}" ${problem}.` };
  const evaluate = compileNode(node);
  return {
    ok: true,
    expression: {
      text,
      variableNames: [...freeNames(node)],
      evaluate: (context) => evaluateSafely(evaluate, text, context),
      evaluateToValue: (scope) => evaluateNode(evaluate, text, scope),
    },
  };
};

/** FEEL as the engine of Zeebe 8.5 reads and evaluates it. Compiled expressions are remembered by their text. */
export const createFeel = (): Feel => {
  const expressions = new Map<string, Compilation>();
  const tests = new Map<string, Compilation>();
  const remembered = (memory: Map<string, Compilation>, text: string, parse: (text: string) => Parsed): Compilation => {
    const known = memory.get(text);
    if (known !== undefined) return known;
    const made = compileParsed(text, parse(text));
    if (memory.size >= MOST_REMEMBERED) memory.clear();
    memory.set(text, made);
    return made;
  };
  const compile = (text: string): Compilation => remembered(expressions, text, parseExpression);
  return {
    compile,
    compileUnaryTests: (text) => remembered(tests, text, parseUnaryTests),
    variableNames: (text) => {
      const compiled = compile(text);
      return compiled.ok ? compiled.expression.variableNames : [];
    },
  };
};

/** Bounds the memory of a server that sees many versions of many procedures. */
const MOST_REMEMBERED = 10_000;
