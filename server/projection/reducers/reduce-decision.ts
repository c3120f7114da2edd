import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import type { JsonValue } from '../../../core/contracts/json.ts';
import type { Draft } from '../draft.ts';
import { keyField, numberField, textField } from '../record-fields.ts';

export const reduceDecision = (draft: Draft, { key, intent, value, timestamp }: EngineRecord): void => {
  if (intent !== 'EVALUATED' && intent !== 'FAILED') return;
  draft.decisionEvaluation.put({
    key,
    state: intent === 'EVALUATED' ? 'evaluated' : 'failed',
    decisionId: textField(value, 'decisionId'),
    decisionKey: textField(value, 'decisionKey'),
    decisionVersion: numberField(value, 'decisionVersion'),
    output: textField(value, 'decisionOutput'),
    failureMessage: textField(value, 'evaluationFailureMessage') || null,
    failedDecisionId: textField(value, 'failedDecisionId') || null,
    evaluated: (value['evaluatedDecisions'] ?? []) as JsonValue,
    processInstanceKey: keyField(value, 'processInstanceKey'),
    elementInstanceKey: keyField(value, 'elementInstanceKey'),
    elementId: textField(value, 'elementId') || null,
    evaluatedAt: new Date(timestamp),
  });
};
