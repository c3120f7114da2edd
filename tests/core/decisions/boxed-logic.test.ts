import type { JsonValue, Variables } from '../../../core/contracts/json.ts';
import { evaluateDecision } from '../../../core/decisions/evaluate-decision.ts';
import { parseDecisions } from '../../../core/decisions/parse-decisions.ts';
import { createFeel } from '../../../core/expressions/feel.ts';
import { decisionXml, definitionsXml, tableXml } from './table-xml.ts';

const literal = (text: string): string => `<literalExpression><text>${text}</text></literalExpression>`;
const functionOf = (parameter: string, body: string): string =>
  `<functionDefinition><formalParameter name="${parameter}"/>${literal(body)}</functionDefinition>`;
const entry = (name: string, logic: string): string =>
  `<contextEntry><variable name="${name}"/>${logic}</contextEntry>`;
const result = (logic: string): string => `<contextEntry>${logic}</contextEntry>`;
const context = (...entries: readonly string[]): string => `<context>${entries.join('')}</context>`;
const model = (body: string): string =>
  `<businessKnowledgeModel id="model" name="twice"><encapsulatedLogic><formalParameter name="n"/>${body}</encapsulatedLogic></businessKnowledgeModel>`;
const knows = (id: string): string => `<knowledgeRequirement><requiredKnowledge href="#${id}"/></knowledgeRequirement>`;
const invocation = `<invocation>${literal('twice')}<binding><parameter name="n"/>${literal('3')}</binding></invocation>`;
const any = (...entries: readonly string[]): string =>
  tableXml({
    hitPolicy: 'ANY',
    inputs: ['1'],
    outputs: [{ name: 'r' }],
    rules: entries.map((value) => ['-', value]),
  });

const outcomeOf = async (xml: string, variables: Variables = {}): Promise<JsonValue> => {
  const parsed = await parseDecisions(xml, createFeel());
  if (!parsed.ok) return `refused: ${parsed.problems.map(({ message }) => message).join(' ')}`;
  const decided = evaluateDecision(parsed.drg, 'd', { lookup: (name) => variables[name], now: 0 });
  return decided.ok ? decided.output : `failed: ${decided.message}`;
};

const outcomeOfLogic = (logic: string, variables?: Variables): Promise<JsonValue> =>
  outcomeOf(definitionsXml(decisionXml('d', logic)), variables);

describe('boxed logic', () => {
  it.each([
    [context(entry('add', functionOf('n', 'n + 1')), entry('q', literal('add(x)'))), { add: null, q: 3 }],
    [context(entry('add', literal('function(n) n + 1')), entry('q', literal('add(x)'))), { add: null, q: 3 }],
    [context(entry('add', functionOf('n', 'n + 1')), result(literal('add(x)'))), 3],
    [literal('cycle(1, duration("PT1H"))'), null],
    [literal('cycle(interval: duration("PT1H"))'), null],
    [any('1', '1.0'), 1],
    [any('[1]', '[1]'), [1]],
    [any('y', 'y'), { a: 1 }],
    [literal('[list contains([y], y), list contains([y], z), list contains([y], {a: 1})]'), [true, true, false]],
  ])('%s', async (logic, expected) => {
    expect(await outcomeOfLogic(logic, { x: 2, y: { a: 1 }, z: { a: 1 } })).toEqual(expected);
  });

  it.each([
    [any('{a: 1}', '{a: 1}'), "different values aren't allowed for ANY"],
    [any('x', '{a: 1}'), "different values aren't allowed for ANY"],
  ])('%s fails', async (logic, message) => {
    expect(await outcomeOfLogic(logic, { x: { a: 1 } })).toContain(message);
  });

  it.each([
    [decisionXml('d', context()), 'A context needs an entry.'],
    [decisionXml('d', context(result(literal('1')), entry('a', literal('2')))), 'Only the last entry'],
    [decisionXml('d', functionOf('n', 'n')), 'must not be a function'],
    [decisionXml('d', invocation) + model(literal('n')), '"twice" is required here'],
    [decisionXml('d', knows('model') + literal('1')) + model(invocation), 'a function or an invocation'],
    [decisionXml('d', knows('nothing') + literal('1')), '"nothing" is not in the file'],
    [decisionXml('d', tableXml({ inputs: ['1'], outputs: [], rules: [] })), 'needs an output'],
  ])('%s is refused', async (elements, message) => {
    expect(await outcomeOf(definitionsXml(elements))).toContain(message);
  });

  it('takes a knowledge model that is required', async () => {
    const xml = definitionsXml(decisionXml('d', knows('model') + invocation) + model(literal('n * 2')));
    expect(await outcomeOf(xml)).toBe(6);
  });

  it.each(['name="Graph" ', 'namespace="test"'])('definitions without %s are refused', async (attribute) => {
    const xml = definitionsXml(decisionXml('d', literal('1'))).replace(attribute, '');
    expect(await outcomeOf(xml)).toContain('need a name and a namespace');
  });
});

describe('languages of expressions', () => {
  const inLanguage = (language: string): Promise<JsonValue> =>
    outcomeOfLogic(`<literalExpression expressionLanguage="${language}"><text>1</text></literalExpression>`);

  it.each([
    '',
    'feel',
    'FEEL',
    'http://www.omg.org/spec/FEEL/20140401',
    'http://www.omg.org/spec/DMN/20180521/FEEL/',
    'https://www.omg.org/spec/DMN/20191111/FEEL/',
    'https://www.omg.org/spec/DMN/20211108/FEEL/',
  ])('"%s" is FEEL', async (language) => {
    expect(await inLanguage(language)).toBe(1);
  });

  it.each(['juel', 'https://www.omg.org/spec/FEEL/20140401', 'https://www.omg.org/spec/DMN/20230324/FEEL/'])(
    '"%s" is refused',
    async (language) => {
      expect(await inLanguage(language)).toContain('is not supported');
    },
  );
});
