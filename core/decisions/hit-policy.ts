import { plainContext } from '../expressions/contexts.ts';
import { addNumbers, compareNumbers } from '../expressions/decimal-arithmetic.ts';
import { isSameValue } from '../expressions/equality.ts';
import { numberToText } from '../expressions/number-conversion.ts';
import { toText } from '../expressions/to-text.ts';
import { type FeelNumber, isNumber, kindOf, type Value } from '../expressions/value.ts';
import type { Aggregation, DecisionTable, TableOutput } from './decision-model.ts';

/** Output values of one matched rule by the names of the outputs. */
export type RuleOutput = ReadonlyMap<string, Value>;

const single = (output: RuleOutput | undefined): Value => {
  if (output === undefined) return null;
  const [only = null] = output.values();
  return output.size === 1 ? only : plainContext(output);
};

const describe = (outputs: readonly RuleOutput[]): string =>
  outputs.map((output) => toText(plainContext(output))).join(', ');

const unique = (outputs: readonly RuleOutput[]): Value => {
  if (outputs.length > 1) {
    throw new Error(`multiple values aren't allowed for UNIQUE hit policy. found: ${describe(outputs)}`);
  }
  return single(outputs[0]);
};

/** Contexts are the same only when they are one, so that two rules never give the same. */
const isSameOutput = (a: RuleOutput, b: RuleOutput): boolean =>
  [...a].every(([name, value]) => isSameValue(value, b.get(name) ?? null));

const any = (outputs: readonly RuleOutput[]): Value => {
  const [first] = outputs;
  if (outputs.some((output) => first && !isSameOutput(output, first))) {
    throw new Error(`different values aren't allowed for ANY hit policy. found: ${describe(outputs)}`);
  }
  return single(first);
};

/** After all priorities. */
const WITHOUT_PRIORITY = '_';

const priorityOf = (value: Value, { values }: TableOutput): string => {
  const text = isNumber(value) ? numberToText(value) : value;
  const index = typeof text === 'string' ? values.lastIndexOf(text) : -1;
  return index < 0 ? WITHOUT_PRIORITY : String(index);
};

/** The engine compares the positions of the values as one text. */
const byPriority = (outputs: readonly RuleOutput[], columns: readonly TableOutput[]): readonly RuleOutput[] => {
  const keyed = outputs.map((output) => ({
    output,
    key: columns.map((column) => priorityOf(output.get(column.name) ?? null, column)).join(''),
  }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ output }) => output);
};

const numbers = (values: readonly Value[]): readonly FeelNumber[] => {
  const stranger = values.find((value) => !isNumber(value));
  if (stranger !== undefined) throw new Error(`expected number but found '${kindOf(stranger)}'`);
  return values as readonly FeelNumber[];
};

const extreme = (values: readonly FeelNumber[], direction: 1 | -1): Value =>
  values.reduce((best, value) => (compareNumbers(value, best) * direction > 0 ? value : best));

const aggregate = (values: readonly Value[], aggregation: Aggregation | null): Value => {
  switch (aggregation) {
    case 'COUNT':
      return values.length;
    case 'SUM':
      return numbers(values).reduce((sum, value) => addNumbers(sum, value));
    case 'MIN':
      return extreme(numbers(values), -1);
    case 'MAX':
      return extreme(numbers(values), 1);
    case null:
      return values;
  }
};

/**
 * The result of a table from the outputs of its matched rules, of which there is at least one.
 * @throws Error with a sentence when the policy does not allow them
 */
export const applyHitPolicy = (
  { hitPolicy, aggregation, outputs: columns }: DecisionTable,
  outputs: readonly RuleOutput[],
): Value => {
  switch (hitPolicy) {
    case 'FIRST':
      return single(outputs[0]);
    case 'UNIQUE':
      return unique(outputs);
    case 'ANY':
      return any(outputs);
    case 'PRIORITY':
      return single(byPriority(outputs, columns)[0]);
    case 'OUTPUT ORDER':
      return byPriority(outputs, columns).map(single);
    case 'RULE ORDER':
      return outputs.map(single);
    case 'COLLECT':
      return aggregate(outputs.map(single), aggregation);
  }
};
