import type { JsonValue } from '../contracts/json.ts';
import type { StoredDefinition } from './api.ts';
import type { Drg } from '../decisions/decision-model.ts';
import type { DecisionResult } from '../decisions/evaluate-decision.ts';

/** Where a decision was asked for; "-1" and "" outside a process. */
export type DecisionCaller = {
  readonly bpmnProcessId: string;
  readonly processDefinitionKey: string;
  readonly processInstanceKey: string;
  readonly elementInstanceKey: string;
  readonly elementId: string;
};
export const noCaller: DecisionCaller = {
  bpmnProcessId: '',
  processDefinitionKey: '-1',
  processInstanceKey: '-1',
  elementInstanceKey: '-1',
  elementId: '',
};

const text = (value: JsonValue): string => JSON.stringify(value);

const evaluatedFields = (definition: StoredDefinition, { evaluatedDecisions }: DecisionResult) =>
  evaluatedDecisions.map((one) => {
    const stored = definition.decisions?.find(({ decisionId }) => decisionId === one.decisionId);
    return {
      decisionId: one.decisionId,
      decisionName: one.decisionName,
      decisionKey: stored?.decisionKey ?? '-1',
      decisionVersion: stored?.version ?? -1,
      decisionType: one.decisionType,
      decisionOutput: text(one.decisionOutput),
      evaluatedInputs: one.evaluatedInputs.map((input) => ({ ...input, inputValue: text(input.inputValue) })),
      matchedRules: one.matchedRules.map((rule) => ({
        ...rule,
        evaluatedOutputs: rule.evaluatedOutputs.map((output) => ({ ...output, outputValue: text(output.outputValue) })),
      })),
      tenantId: '<default>',
    };
  });

/** Value of a DECISION_EVALUATION record. */
export const decisionRecord = (
  definition: StoredDefinition,
  drg: Drg,
  decisionId: string,
  result: DecisionResult,
  caller: DecisionCaller,
): Readonly<Record<string, unknown>> => {
  const stored = definition.decisions?.find((one) => one.decisionId === decisionId);
  return {
    ...caller,
    decisionId,
    decisionKey: stored?.decisionKey ?? '-1',
    decisionName: drg.decisions.get(decisionId)?.name ?? '',
    decisionVersion: stored?.version ?? -1,
    decisionRequirementsId: definition.id,
    decisionRequirementsKey: definition.key,
    decisionOutput: result.ok ? text(result.output) : '',
    evaluatedDecisions: evaluatedFields(definition, result),
    evaluationFailureMessage: result.ok ? '' : result.message,
    failedDecisionId: result.ok ? '' : result.failedDecisionId,
    variables: {},
    tenantId: '<default>',
  };
};
