import type { BinaryOperator, Iterator, Node } from '../syntax.ts';
import { name, propertyName } from './names.ts';
import { arithmetic, operators } from './operators.ts';
import { firstOf, type Match, remembered, type Rule, separated, skip, type Source, token } from './scanner.ts';
import { positiveTest, positiveTests, simpleTest } from './tests.ts';
import { value } from './values.ts';

type Suffix = (source: Source, left: Match<Node>) => Match<Node> | undefined;

const binary = (operator: BinaryOperator, left: Node, right: Node): Node => ({ type: 'binary', operator, left, right });

const comparison: Suffix = (source, left) => {
  const operator = token(source, left.end, '<=', '>=', '<', '>', '!=', '=');
  const right = operator && arithmetic(source, operator.end);
  if (!right) return undefined;
  const node =
    operator.value === '!='
      ? ({ type: 'not', value: binary('=', left.value, right.value) } as const)
      : binary(operator.value as BinaryOperator, left.value, right.value);
  return { value: node, end: right.end };
};

const between: Suffix = (source, left) => {
  const word = token(source, left.end, 'between');
  const low = word && arithmetic(source, word.end);
  const and = low && token(source, low.end, 'and');
  const high = and && arithmetic(source, and.end);
  if (!high) return undefined;
  const node = binary('and', binary('>=', left.value, low.value), binary('<=', left.value, high.value));
  return { value: node, end: high.end };
};

const SPACED_TYPES = ['years and months duration', 'days and time duration', 'date and time', 'function'];

const typeName = (source: Source, at: number): Match<string> | undefined => {
  const spaced = token(source, at, ...SPACED_TYPES);
  if (spaced) return spaced;
  const names = separated(source, at, propertyName, '.');
  return names && { value: names.value.join('.'), end: names.end };
};

const instanceOf: Suffix = (source, left) => {
  const word = token(source, left.end, 'instance');
  const of = word && token(source, word.end, 'of');
  const type = of && typeName(source, of.end);
  return type && { value: { type: 'instance of', value: left.value, typeName: type.value }, end: type.end };
};

const bracketedTests: Rule<Node> = (source, at) => {
  const open = token(source, at, '(');
  const tests = open && positiveTests(source, open.end);
  const close = tests && token(source, tests.end, ')');
  return close && { value: tests.value, end: close.end };
};

const inTests: Suffix = (source, left) => {
  const word = token(source, left.end, 'in');
  const test = word && firstOf(source, word.end, [bracketedTests, positiveTest]);
  return test && { value: { type: 'in', value: left.value, test: test.value }, end: test.end };
};

const SUFFIXES = [comparison, between, instanceOf, inTests];

const compared: Rule<Node> = (source, at) => {
  const left = arithmetic(source, at);
  if (!left) return simpleTest(source, at);
  for (const suffix of SUFFIXES) {
    const match = suffix(source, left);
    if (match) return match;
  }
  return left;
};

const conjunction = operators(compared, 'and');
const disjunction = operators(conjunction, 'or');

const ifExpression: Rule<Node> = (source, at) => {
  const word = token(source, at, 'if');
  const condition = word && expression(source, word.end);
  const thenWord = condition && token(source, condition.end, 'then');
  const then = thenWord && expression(source, thenWord.end);
  const elseWord = then && token(source, then.end, 'else');
  const otherwise = elseWord && expression(source, elseWord.end);
  if (!otherwise) return undefined;
  const node = { type: 'if', condition: condition.value, then: then.value, otherwise: otherwise.value } as const;
  return { value: node, end: otherwise.end };
};

const iteration: Rule<Node> = (source, at) => {
  const start = arithmetic(source, at);
  const dots = start && token(source, start.end, '..');
  const end = dots && arithmetic(source, dots.end);
  return end && { value: { type: 'iteration', start: start.value, end: end.value }, end: end.end };
};

const iterator: Rule<Iterator> = (source, at) => {
  const variable = name(source, skip(source, at));
  const word = variable && token(source, variable.end, 'in');
  const list = word && firstOf(source, word.end, [iteration, value]);
  return list && { value: { name: variable.value, list: list.value }, end: list.end };
};

const LOOPS = [
  ['for', 'return'],
  ['some', 'satisfies'],
  ['every', 'satisfies'],
] as const;

const loop: Rule<Node> = (source, at) => {
  for (const [word, closing] of LOOPS) {
    const start = token(source, at, word);
    const iterators = start && separated(source, start.end, iterator, ',');
    const close = iterators && token(source, iterators.end, closing);
    const body = close && expression(source, close.end);
    if (body) return { value: { type: word, iterators: iterators.value, body: body.value }, end: body.end };
  }
  return undefined;
};

export const expression: Rule<Node> = remembered((source, at) =>
  firstOf(source, skip(source, at), [ifExpression, loop, disjunction]),
);
