import { evaluateDecision, type DecisionResult } from '../decisions/evaluate-decision.ts';
import type { VariableLookup } from '../expressions/expression.ts';
import { decisionRecord, type DecisionCaller } from './decision-record.ts';

import type { Session } from './session.ts';

/** Evaluates the newest version of a decision and records it; undefined when no such decision is deployed. */
export const decide = async (
  session: Session,
  decisionId: string,
  lookup: VariableLookup,
  caller: DecisionCaller,
): Promise<DecisionResult | undefined> => {
  const { x, store, cache } = session;
  const definition = await store.findLatestDecision(decisionId);
  if (!definition) return undefined;
  const drg = await cache.getDecisions(definition);
  const result = evaluateDecision(drg, decisionId, { lookup, now: x.now });
  await x.keys.reserve(1);
  x.records.push({
    valueType: 'DECISION_EVALUATION',
    intent: result.ok ? 'EVALUATED' : 'FAILED',
    key: x.keys.take(),
    timestamp: x.now,
    value: decisionRecord(definition, drg, decisionId, result, caller),
  });
  return result;
};
