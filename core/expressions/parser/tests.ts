import type { Comparison, Node } from '../syntax.ts';
import { arithmetic } from './operators.ts';
import { range } from './ranges.ts';
import { firstOf, type Rule, separated, skip, token } from './scanner.ts';

const inputCompared: Rule<Node> = (source, at) => {
  const operator = token(source, at, '<=', '>=', '<', '>');
  const value = operator && arithmetic(source, skip(source, operator.end));
  return (
    value && {
      value: { type: 'input compared', operator: operator.value as Comparison, value: value.value },
      end: value.end,
    }
  );
};

const inputInRange: Rule<Node> = (source, at) => {
  const interval = range(source, at);
  return interval && { value: { type: 'input in range', range: interval.value }, end: interval.end };
};

/** `< 3`, `[1..5]`: a test of the input without naming it. */
export const simpleTest: Rule<Node> = (source, at) => firstOf(source, at, [inputCompared, inputInRange]);

/** `true` alone is compared with the input: a test that is true would match any input. */
const booleanAtEnd: Rule<Node> = (source, at) => {
  const word = token(source, at, 'true', 'false');
  const end = word && skip(source, word.end);
  if (!word || end !== source.text.length) return undefined;
  const value: Node = { type: 'literal', value: word.value === 'true' };
  return { value: { type: 'input compared', operator: '=', value }, end };
};

const expressionTest: Rule<Node> = (source, at) => {
  const expression = source.recursion.expression(source, at);
  return expression && { value: { type: 'test', expression: expression.value }, end: expression.end };
};

export const positiveTest: Rule<Node> = (source, at) =>
  firstOf(source, skip(source, at), [booleanAtEnd, simpleTest, expressionTest]);

export const positiveTests: Rule<Node> = (source, at) => {
  const tests = separated(source, at, positiveTest, ',');
  if (!tests) return undefined;
  const [only, ...others] = tests.value;
  const value: Node = only && others.length === 0 ? only : { type: 'any of', tests: tests.value };
  return { value, end: tests.end };
};

const negatedTests: Rule<Node> = (source, at) => {
  const not = token(source, at, 'not');
  const open = not && token(source, not.end, '(');
  const tests = open && positiveTests(source, open.end);
  const close = tests && token(source, tests.end, ')');
  return close && { value: { type: 'not', value: tests.value }, end: close.end };
};

const anyInput: Rule<Node> = (source, at) => {
  const dash = token(source, at, '-');
  return dash && { value: { type: 'literal', value: true }, end: dash.end };
};

export const unaryTests: Rule<Node> = (source, at) => firstOf(source, at, [negatedTests, positiveTests, anyInput]);
