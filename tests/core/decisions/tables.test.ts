import type { JsonValue, Variables } from '../../../core/contracts/json.ts';
import { evaluateDecision, type DecisionResult } from '../../../core/decisions/evaluate-decision.ts';
import { parseDecisions } from '../../../core/decisions/parse-decisions.ts';
import { createFeel } from '../../../core/expressions/feel.ts';
import { decisionXml, definitionsXml, tableXml, type TableSpec } from './table-xml.ts';

const decide = async (spec: TableSpec, variables: Variables): Promise<DecisionResult> => {
  const parsed = await parseDecisions(definitionsXml(decisionXml('fee', tableXml(spec))), createFeel());
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join(' '));
  return evaluateDecision(parsed.drg, 'fee', { lookup: (name) => variables[name], now: 0 });
};

const outputOf = async (spec: TableSpec, variables: Variables): Promise<JsonValue | string> => {
  const result = await decide(spec, variables);
  return result.ok ? result.output : `failed: ${result.message}`;
};

const ages = (hitPolicy: string, aggregation?: string): TableSpec => ({
  hitPolicy,
  ...(aggregation ? { aggregation } : {}),
  inputs: ['age'],
  outputs: [{ name: 'fee', values: '30, 20, 10' }],
  rules: [
    ['< 14', '10'],
    ['< 18', '20'],
    ['< 18', '30'],
    ['>= 60', '10'],
  ],
});

describe('hit policies', () => {
  it.each([
    ['FIRST', undefined, 10, 10],
    ['PRIORITY', undefined, 10, 30],
    ['RULE ORDER', undefined, 10, [10, 20, 30]],
    ['OUTPUT ORDER', undefined, 10, [30, 20, 10]],
    ['COLLECT', undefined, 10, [10, 20, 30]],
    ['COLLECT', 'SUM', 10, 60],
    ['COLLECT', 'MIN', 10, 10],
    ['COLLECT', 'MAX', 10, 30],
    ['COLLECT', 'COUNT', 10, 3],
    ['UNIQUE', undefined, 70, 10],
    ['ANY', undefined, 70, 10],
    ['COLLECT', 'SUM', 30, null],
    ['COLLECT', undefined, 30, null],
    ['UNIQUE', undefined, null, null],
  ])('%s %s at the age of %j gives %j', async (hitPolicy, aggregation, age, expected) => {
    expect(await outputOf(ages(hitPolicy, aggregation), { age })).toEqual(expected);
  });

  it.each([
    ['UNIQUE', "multiple values aren't allowed for UNIQUE hit policy"],
    ['ANY', "different values aren't allowed for ANY hit policy"],
  ])('%s fails when several rules with different outputs match', async (hitPolicy, message) => {
    expect(await outputOf(ages(hitPolicy), { age: 10 })).toContain(
      `failed: Expected to evaluate decision 'fee', but ${message}`,
    );
  });

  it('ANY accepts several rules with one output', async () => {
    const spec = {
      ...ages('ANY'),
      rules: [
        ['-', '5'],
        ['> 1', '2 + 3'],
      ],
    };
    expect(await outputOf(spec, { age: 10 })).toBe(5);
  });

  it('SUM refuses outputs that are no numbers', async () => {
    expect(await outputOf({ ...ages('COLLECT', 'SUM'), rules: [['-', '"a"']] }, { age: 1 })).toContain(
      'expected number',
    );
  });
});

describe('inputs and outputs', () => {
  const spec: TableSpec = {
    inputs: ['applicant.kind', 'copies'],
    outputs: [
      { name: 'fee', fallback: '0' },
      { name: 'unit', fallback: '"đồng"' },
    ],
    rules: [
      ['"citizen"', '', 'copies * 8000', '"đồng"'],
      ['not("citizen")', '> 10', '500', 'null'],
    ],
  };

  it('several outputs make a context', async () => {
    expect(await outputOf(spec, { applicant: { kind: 'citizen' }, copies: 2 })).toEqual({ fee: 16_000, unit: 'đồng' });
  });

  it('defaults apply when no rule matches', async () => {
    expect(await outputOf(spec, { applicant: { kind: 'firm' }, copies: 2 })).toEqual({ fee: 0, unit: 'đồng' });
  });

  it('a missing input is null: it equals no text and is not greater than a number', async () => {
    expect(await outputOf(spec, { copies: 20 })).toEqual({ fee: 500, unit: null });
    expect(await outputOf(spec, { applicant: { kind: 'firm' } })).toEqual({ fee: 0, unit: 'đồng' });
  });

  it('a cell that is empty matches, and one with a question mark reads the input', async () => {
    const rules = [['? in ["a", "b"]', '', '1', '2']];
    expect(await outputOf({ ...spec, rules }, { applicant: { kind: 'b' } })).toEqual({ fee: 1, unit: 2 });
  });

  it('dates come out as texts', async () => {
    const dates: TableSpec = { inputs: ['1'], outputs: [{ name: 'due' }], rules: [['-', 'date("2026-03-09")']] };
    expect(await outputOf(dates, {})).toBe('2026-03-09');
  });
});

describe('what happened', () => {
  it('is told with inputs, matched rules and outputs', async () => {
    const result = await decide(ages('COLLECT', 'SUM'), { age: 15 });
    expect(result.evaluatedDecisions).toEqual([
      {
        decisionId: 'fee',
        decisionName: 'Decision fee',
        decisionType: 'DECISION_TABLE',
        decisionOutput: 50,
        evaluatedInputs: [{ inputId: 'i1', inputName: 'age', inputValue: 15 }],
        matchedRules: [
          { ruleId: 'r2', ruleIndex: 2, evaluatedOutputs: [{ outputId: 'o1', outputName: 'fee', outputValue: 20 }] },
          { ruleId: 'r3', ruleIndex: 3, evaluatedOutputs: [{ outputId: 'o1', outputName: 'fee', outputValue: 30 }] },
        ],
      },
    ]);
  });

  it('is told of a failure as far as it got', async () => {
    const result = await decide(ages('UNIQUE'), { age: 15 });
    expect(result).toMatchObject({ ok: false, failedDecisionId: 'fee' });
    expect(result.evaluatedDecisions[0]).toMatchObject({ decisionOutput: null, evaluatedInputs: [{ inputValue: 15 }] });
    expect(result.evaluatedDecisions[0]?.matchedRules).toHaveLength(2);
  });
});
