import type { Variables } from '../../../core/contracts/json.ts';
import type { Drg } from '../../../core/decisions/decision-model.ts';
import { evaluateDecision, type DecisionResult } from '../../../core/decisions/evaluate-decision.ts';
import { parseDecisions } from '../../../core/decisions/parse-decisions.ts';
import { createFeel } from '../../../core/expressions/feel.ts';
import { decisionXml, definitionsXml, tableXml } from './table-xml.ts';

const problemsOf = async (xml: string): Promise<string[]> => {
  const parsed = await parseDecisions(xml, createFeel());
  return parsed.ok ? [] : parsed.problems.map(({ elementId, message }) => `${elementId}: ${message}`);
};

const drgOf = async (...elements: readonly string[]): Promise<Drg> => {
  const parsed = await parseDecisions(definitionsXml(...elements), createFeel());
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join(' '));
  return parsed.drg;
};

const decide = (drg: Drg, id: string, variables: Variables = {}): DecisionResult =>
  evaluateDecision(drg, id, { lookup: (name) => variables[name], now: Date.UTC(2026, 2, 9) });

const literal = (text: string): string => `<literalExpression><text>${text}</text></literalExpression>`;
const requires = (id: string): string =>
  `<informationRequirement><requiredDecision href="#${id}"/></informationRequirement>`;
const knows = (id: string): string => `<knowledgeRequirement><requiredKnowledge href="#${id}"/></knowledgeRequirement>`;
const model = (name: string, parameters: string, body: string, more = ''): string =>
  `<businessKnowledgeModel id="${name}" name="${name}"><encapsulatedLogic>${parameters}${body}</encapsulatedLogic>${more}</businessKnowledgeModel>`;
const parameter = (name: string, type = 'number'): string => `<formalParameter name="${name}" typeRef="${type}"/>`;

describe('requirement graphs', () => {
  it('evaluate required decisions first and once', async () => {
    const drg = await drgOf(
      decisionXml('base', literal('copies * 8000')),
      decisionXml('left', requires('base') + literal('base + 1')),
      decisionXml('right', requires('base') + literal('base + 2')),
      decisionXml('top', requires('left') + requires('right') + literal('[left, right]')),
    );
    const result = decide(drg, 'top', { copies: 2 });
    expect(result).toMatchObject({ ok: true, output: [16_001, 16_002] });
    expect(result.evaluatedDecisions.map(({ decisionId }) => decisionId)).toEqual(['base', 'left', 'right', 'top']);
  });

  it('name the result by the variable of the decision', async () => {
    const drg = await drgOf(
      decisionXml('d1', `<variable name="fee" typeRef="number"/>${literal('10')}`),
      decisionXml('d2', requires('d1') + literal('fee * 2')),
    );
    expect(decide(drg, 'd2')).toMatchObject({ ok: true, output: 20 });
  });

  it('fail with the decision that failed', async () => {
    const drg = await drgOf(
      decisionXml('inner', literal('assert(a, a != null, &quot;a is missing&quot;)')),
      decisionXml('outer', requires('inner') + literal('inner')),
    );
    const result = decide(drg, 'outer');
    expect(result).toMatchObject({ ok: false, failedDecisionId: 'inner' });
    expect(result.ok ? '' : result.message).toContain('a is missing');
  });

  it('refuse a result of another type than declared', async () => {
    const drg = await drgOf(decisionXml('d', `<variable name="d" typeRef="string"/>${literal('5')}`));
    expect(decide(drg, 'd')).toMatchObject({
      ok: false,
      message: expect.stringContaining("expected 'string'") as string,
    });
  });

  it('fail for an unknown decision', async () => {
    expect(decide(await drgOf(decisionXml('d', literal('1'))), 'e')).toMatchObject({
      ok: false,
      failedDecisionId: 'e',
    });
  });

  it('take the clock from the caller', async () => {
    expect(decide(await drgOf(decisionXml('d', literal('today()'))), 'd')).toMatchObject({ output: '2026-03-09' });
  });
});

describe('boxed expressions', () => {
  it('context, list, relation and function', async () => {
    const context = `<context>
      <contextEntry><variable name="numbers"/><list>${literal('1')}${literal('n')}</list></contextEntry>
      <contextEntry><variable name="rows"/><relation><column name="a"/><row>${literal('1')}</row><row>${literal('2')}</row></relation></contextEntry>
      <contextEntry><variable name="twice"/><functionDefinition>${parameter('x')}${literal('x * 2')}</functionDefinition></contextEntry>
      <contextEntry>${literal('{numbers: numbers, sum: sum(rows.a), twice: twice(n)}')}</contextEntry></context>`;
    expect(decide(await drgOf(decisionXml('d', context)), 'd', { n: 5 })).toMatchObject({
      ok: true,
      output: { numbers: [1, 5], sum: 3, twice: 10 },
    });
  });

  it('knowledge models call each other', async () => {
    const drg = await drgOf(
      decisionXml('d', knows('gross') + literal('gross(100)')),
      model('gross', parameter('net'), literal('net + tax(net)'), knows('tax')),
      model('tax', parameter('net'), literal('net * 0.1')),
    );
    expect(decide(drg, 'd')).toMatchObject({ ok: true, output: 110 });
  });

  it('a call with an argument of another type gives null', async () => {
    const drg = await drgOf(
      decisionXml('d', knows('f') + literal('f(&quot;a&quot;)')),
      model('f', parameter('x'), literal('x')),
    );
    expect(decide(drg, 'd')).toMatchObject({ ok: true, output: null });
  });

  it('an invocation binds its parameters', async () => {
    const invocation = `<invocation>${literal('f')}<binding><parameter name="x"/>${literal('n + 1')}</binding></invocation>`;
    const drg = await drgOf(decisionXml('d', knows('f') + invocation), model('f', parameter('x'), literal('x * 10')));
    expect(decide(drg, 'd', { n: 4 })).toMatchObject({ ok: true, output: 50 });
  });

  it('an invocation knows the models that decisions before it require', async () => {
    const first = decisionXml('first', knows('outer') + literal('1'));
    const second = decisionXml('second', `<invocation>${literal('inner')}</invocation>`);
    const models = [model('outer', '', literal('1'), knows('inner')), model('inner', '', literal('7'))];
    expect(decide(await drgOf(first, second, ...models), 'second')).toMatchObject({ ok: true, output: 7 });
    expect((await problemsOf(definitionsXml(second, first, ...models))).join(' ')).toContain('"inner" is required');
  });

  it('a model that nobody requires may hold anything but a circle', async () => {
    const decision = decisionXml('d', literal('1'));
    expect(await problemsOf(definitionsXml(decision, model('f', '', literal('1 +'))))).toEqual([]);
    const circle = [model('f', '', literal('1'), knows('g')), model('g', '', literal('1'), knows('f'))];
    expect((await problemsOf(definitionsXml(decision, ...circle))).join(' ')).toContain('form a circle');
    expect((await problemsOf(definitionsXml(decision, '<businessKnowledgeModel id="f"/>'))).join(' ')).toContain(
      'needs a name',
    );
  });

  it('arguments of cycle are not looked at', async () => {
    const drg = await drgOf(decisionXml('d', literal('cycle(assert(1, false))')));
    expect(decide(drg, 'd')).toMatchObject({ ok: true, output: null });
  });

  it('functions among the outputs of a table are null', async () => {
    const outputs = [{ name: 'x' }, { name: 'f' }];
    const drg = await drgOf(decisionXml('d', tableXml({ inputs: [], outputs, rules: [['1', 'function(x) x']] })));
    expect(decide(drg, 'd')).toMatchObject({ ok: true, output: { x: 1, f: null } });
  });
});

const table = { inputs: ['a'], outputs: [{ name: 'x' }], rules: [['-', '1']] };

describe('refusals', () => {
  it.each([
    ['not XML at all', 'Not a DMN file'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a/>', 'Document types and entities are not allowed'],
    [definitionsXml(decisionXml('d', '')), 'A decision needs logic.'],
    [definitionsXml(decisionXml('d', literal('1 +'))), 'is not valid FEEL'],
    [definitionsXml(decisionXml('d', tableXml({ ...table, rules: [['"open', '1']] }))), 'is not valid FEEL'],
    [definitionsXml(decisionXml('d', tableXml({ ...table, rules: [['-', '']] }))), 'd: '],
    [definitionsXml(decisionXml('d', tableXml({ ...table, hitPolicy: 'LAST' }))), 'Hit policy "LAST" is not known.'],
    [
      definitionsXml(decisionXml('d', tableXml({ ...table, outputs: [{ name: 'x' }, { name: '' }] }))),
      'The output "o2" needs a name',
    ],
    [
      definitionsXml(
        decisionXml(
          'd',
          tableXml({ ...table, hitPolicy: 'COLLECT', aggregation: 'SUM', outputs: [{ name: 'x' }, { name: 'y' }] }),
        ),
      ),
      'must have one output',
    ],
    [definitionsXml(decisionXml('d', requires('e') + literal('1'))), 'requires "e", which is not in the file'],
    [
      definitionsXml(decisionXml('d', requires('e') + literal('1')), decisionXml('e', requires('d') + literal('1'))),
      'form a circle',
    ],
    [
      definitionsXml(
        decisionXml('d', '<literalExpression expressionLanguage="groovy"><text>1</text></literalExpression>'),
      ),
      '"groovy"',
    ],
    [definitionsXml('<decision id="d">' + literal('1') + '</decision>'), 'The decision "d" needs a name.'],
    [
      definitionsXml(decisionXml('d', `<invocation>${literal('f')}</invocation>`)),
      'No business knowledge model with the name "f" is required',
    ],
  ])('%s', async (xml, message) => {
    expect((await problemsOf(xml)).join(' ')).toContain(message);
  });

  it('names everything that is wrong at once', async () => {
    const xml = definitionsXml(decisionXml('d', literal('1 +')), decisionXml('e', literal('(')));
    expect((await problemsOf(xml)).map((problem) => problem.slice(0, 2))).toEqual(['d:', 'e:']);
  });

  it.each(['http://www.omg.org/spec/DMN/20180521/MODEL/', 'https://www.omg.org/spec/DMN/20230324/MODEL/'])(
    'none for the edition %s',
    async (namespace) => {
      const xml = definitionsXml(decisionXml('d', literal('1'))).replace(
        'https://www.omg.org/spec/DMN/20191111/MODEL/',
        namespace,
      );
      expect(await problemsOf(xml)).toEqual([]);
    },
  );
});
