import type { JsonValue } from '../contracts/json.ts';
import type { ExpressionContext } from '../expressions/expression.ts';
import type { Scope } from '../expressions/scope.ts';
import { toJson } from '../expressions/to-json.ts';
import type { Value } from '../expressions/value.ts';
import { checkType } from './check-type.ts';
import type { Decision, Drg, Logic } from './decision-model.ts';
import { DecisionScope } from './decision-scope.ts';
import { evaluateLogic, knowledgeFunctions, withEntries } from './evaluate-logic.ts';
import type { TableTrace } from './evaluate-table.ts';

export type EvaluatedInput = { readonly inputId: string; readonly inputName: string; readonly inputValue: JsonValue };
export type EvaluatedOutput = {
  readonly outputId: string;
  readonly outputName: string;
  readonly outputValue: JsonValue;
};

export type EvaluatedRule = {
  readonly ruleId: string;
  /** From 1. */
  readonly ruleIndex: number;
  readonly evaluatedOutputs: readonly EvaluatedOutput[];
};

/** One decision of a graph as the record DECISION_EVALUATION tells it; values are not yet JSON text. */
export type EvaluatedDecision = {
  readonly decisionId: string;
  readonly decisionName: string;
  readonly decisionType:
    'DECISION_TABLE' | 'LITERAL_EXPRESSION' | 'CONTEXT' | 'LIST' | 'RELATION' | 'INVOCATION' | 'UNKNOWN';
  /** null for a decision that failed */
  readonly decisionOutput: JsonValue;
  readonly evaluatedInputs: readonly EvaluatedInput[];
  readonly matchedRules: readonly EvaluatedRule[];
};

export type DecisionResult =
  | { readonly ok: true; readonly output: JsonValue; readonly evaluatedDecisions: readonly EvaluatedDecision[] }
  | {
      readonly ok: false;
      readonly message: string;
      readonly failedDecisionId: string;
      /** Those before the failed one, and that one last. */
      readonly evaluatedDecisions: readonly EvaluatedDecision[];
    };

const TYPES: { readonly [type in Logic['type']]: EvaluatedDecision['decisionType'] } = {
  table: 'DECISION_TABLE',
  literal: 'LITERAL_EXPRESSION',
  context: 'CONTEXT',
  list: 'LIST',
  relation: 'RELATION',
  invocation: 'INVOCATION',
  function: 'UNKNOWN',
  empty: 'UNKNOWN',
};

const describe = ({ id, name, logic }: Decision, output: Value, trace: TableTrace): EvaluatedDecision => {
  const table = logic.type === 'table' ? logic.table : undefined;
  return {
    decisionId: id,
    decisionName: name,
    decisionType: TYPES[logic.type],
    decisionOutput: toJson(output),
    evaluatedInputs: trace.inputs.map((value, index) => ({
      inputId: table?.inputs[index]?.id ?? '',
      inputName: table?.inputs[index]?.label ?? '',
      inputValue: toJson(value),
    })),
    matchedRules: trace.matchedRules.map(({ rule, index, values }) => ({
      ruleId: rule.id,
      ruleIndex: index,
      evaluatedOutputs: values.map((value, column) => ({
        outputId: table?.outputs[column]?.id ?? '',
        outputName: table?.outputs[column]?.label ?? '',
        outputValue: toJson(value),
      })),
    })),
  };
};

/** One evaluation of a graph. A decision that several others require is evaluated once. */
type Run = {
  readonly drg: Drg;
  readonly scope: Scope;
  readonly results: Map<string, Value>;
  readonly evaluated: EvaluatedDecision[];
};

const getDecision = ({ drg }: Run, id: string): Decision => {
  const decision = drg.decisions.get(id);
  if (decision === undefined) throw new Error(`no decision found with id '${id}'`);
  return decision;
};

const run = (current: Run, decision: Decision): Value => {
  const known = current.results.get(decision.id);
  if (known !== undefined) return known;
  const required = decision.requiredDecisions.map((id) => getDecision(current, id));
  const results = required.map((other) => [other.resultName, run(current, other)] as const);
  const functions = knowledgeFunctions(current.drg, decision.requiredKnowledge, current.scope);
  const output = runLogic(current, decision, withEntries(current.scope, [...results, ...functions]));
  const checked = checkType(output, decision.resultType);
  current.results.set(decision.id, checked);
  return checked;
};

const runLogic = (current: Run, decision: Decision, scope: Scope): Value => {
  const trace: TableTrace = { inputs: [], matchedRules: [] };
  let output: Value = null;
  try {
    output = evaluateLogic(current.drg, decision.logic, scope, trace);
    return output;
  } finally {
    current.evaluated.push(describe(decision, output, trace));
  }
};

const failure = (decisionId: string, error: unknown, evaluated: readonly EvaluatedDecision[]): DecisionResult => {
  const cause = error instanceof Error ? error.message : String(error);
  return {
    ok: false,
    message: `Expected to evaluate decision '${decisionId}', but ${cause}`,
    failedDecisionId: evaluated.at(-1)?.decisionId ?? decisionId,
    evaluatedDecisions: evaluated,
  };
};

/** Evaluates a decision and those that it requires, first. */
export const evaluateDecision = (drg: Drg, decisionId: string, context: ExpressionContext): DecisionResult => {
  const current: Run = { drg, scope: new DecisionScope(context), results: new Map(), evaluated: [] };
  try {
    const output = run(current, getDecision(current, decisionId));
    return { ok: true, output: toJson(output), evaluatedDecisions: current.evaluated };
  } catch (error) {
    return failure(decisionId, error, current.evaluated);
  }
};
