import { plainContext } from '../expressions/contexts.ts';
import { INPUT, InnerScope, type Scope } from '../expressions/scope.ts';
import { kindOf, type Value } from '../expressions/value.ts';
import type { DecisionTable, TableRule } from './decision-model.ts';
import { applyHitPolicy, type RuleOutput } from './hit-policy.ts';

export type MatchedRule = {
  readonly rule: TableRule;
  /** From 1. */
  readonly index: number;
  /** One per output of the table. */
  readonly values: readonly Value[];
};

/** What happened in a table, as far as it got. */
export type TableTrace = { inputs: readonly Value[]; matchedRules: readonly MatchedRule[] };

/** True, false, or null, which counts as false. */
const isMet = (result: Value): boolean => {
  if (typeof result === 'boolean' || result === null) return result === true;
  throw new Error(`input entry must return true, false, or null, but found '${kindOf(result)}'`);
};

const matches = (rule: TableRule, scopes: readonly Scope[]): boolean =>
  scopes.every((scope, index) => isMet(rule.tests[index]?.evaluateToValue(scope) ?? (rule.tests[index] ? null : true)));

const outputOf = (table: DecisionTable, { values }: MatchedRule): RuleOutput =>
  new Map(table.outputs.map(({ name }, index) => [name, values[index] ?? null]));

const defaultOutput = ({ outputs }: DecisionTable, scope: Scope): Value => {
  const entries = outputs.flatMap(({ name, defaultEntry }) =>
    defaultEntry === null ? [] : [[name, defaultEntry.evaluateToValue(scope)] as const],
  );
  const [first] = entries;
  if (first === undefined) return null;
  return entries.length === 1 ? first[1] : plainContext(entries);
};

/**
 * @param trace filled while the table is evaluated, so that a failure can be explained
 * @throws Error when an expression fails or the hit policy is violated
 */
export const evaluateTable = (table: DecisionTable, scope: Scope, trace: TableTrace): Value => {
  const inputs = table.inputs.map(({ expression }) => expression.evaluateToValue(scope));
  trace.inputs = inputs;
  const scopes = inputs.map((input) => new InnerScope(scope, new Map([[INPUT, input]])));
  const numbered = table.rules.map((rule, index) => ({ rule, index: index + 1 }));
  const matching = numbered.filter(({ rule }) => matches(rule, scopes));
  const rules = table.hitPolicy === 'FIRST' ? matching.slice(0, 1) : matching;
  const matched = rules.map(({ rule, index }) => ({
    rule,
    index,
    values: rule.entries.map((entry) => entry.evaluateToValue(scope)),
  }));
  trace.matchedRules = matched;
  if (matched.length === 0) return defaultOutput(table, scope);
  return applyHitPolicy(
    table,
    matched.map((match) => outputOf(table, match)),
  );
};
