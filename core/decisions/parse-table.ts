import {
  type Aggregation,
  AGGREGATIONS,
  type DecisionTable,
  HIT_POLICIES,
  type HitPolicy,
  type TableInput,
  type TableOutput,
  type TableRule,
} from './decision-model.ts';
import { childOf, childrenOf, type DmnElement, textOf } from './dmn-element.ts';
import { addProblem, compileLiteral, compileTests, type ParseContext } from './parse-context.ts';

const parseInput = (context: ParseContext, input: DmnElement): TableInput => {
  const expression = compileLiteral(context, childOf(input, 'inputExpression'));
  return { id: input.id ?? '', label: textOf(input, 'label') ?? expression.text, expression };
};

/** Values are separated by commas; quotes around them do not count. */
const allowedValues = (output: DmnElement): readonly string[] => {
  const text = textOf(childOf(output, 'outputValues'), 'text');
  return text === undefined ? [] : text.split(',').map((value) => value.trim().replace(/["']/g, ''));
};

const parseOutput = (context: ParseContext, output: DmnElement): TableOutput => {
  const name = output.name ?? '';
  const defaultEntry = childOf(output, 'defaultOutputEntry');
  return {
    id: output.id ?? '',
    name,
    label: textOf(output, 'label') ?? name,
    values: allowedValues(output),
    defaultEntry: defaultEntry ? compileLiteral(context, defaultEntry) : null,
  };
};

const parseRule = (context: ParseContext, rule: DmnElement): TableRule => ({
  id: rule.id ?? '',
  tests: childrenOf(rule, 'inputEntry').map((entry) => compileTests(context, entry)),
  entries: childrenOf(rule, 'outputEntry').map((entry) => compileLiteral(context, entry)),
});

const isHitPolicy = (text: string): text is HitPolicy => HIT_POLICIES.some((policy) => policy === text);
const isAggregation = (text: string): text is Aggregation => AGGREGATIONS.some((aggregation) => aggregation === text);

const checkTable = (context: ParseContext, table: DecisionTable, hitPolicy: string, aggregation: string): void => {
  if (!isHitPolicy(hitPolicy)) addProblem(context, `Hit policy "${hitPolicy}" is not known.`);
  if (aggregation !== '' && !isAggregation(aggregation))
    addProblem(context, `Aggregation "${aggregation}" is not known.`);
  if (table.outputs.length === 0) addProblem(context, 'A decision table needs an output.');
  if (table.outputs.length < 2) return;
  if (table.hitPolicy === 'COLLECT' && table.aggregation !== null) {
    addProblem(context, 'A table that collects with an aggregation must have one output.');
  }
  for (const { id, name } of table.outputs) {
    if (name === '') addProblem(context, `The output "${id}" needs a name, because the table has several.`);
  }
};

export const parseTable = (context: ParseContext, element: DmnElement): DecisionTable => {
  const hitPolicy = textOf(element, 'hitPolicy') ?? 'UNIQUE';
  const aggregation = textOf(element, 'aggregation') ?? '';
  const table: DecisionTable = {
    hitPolicy: isHitPolicy(hitPolicy) ? hitPolicy : 'UNIQUE',
    aggregation: isAggregation(aggregation) ? aggregation : null,
    inputs: childrenOf(element, 'input').map((input) => parseInput(context, input)),
    outputs: childrenOf(element, 'output').map((output) => parseOutput(context, output)),
    rules: childrenOf(element, 'rule').map((rule) => parseRule(context, rule)),
  };
  checkTable(context, table, hitPolicy, aggregation);
  return table;
};
