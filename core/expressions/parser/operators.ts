import type { BinaryOperator, Node } from '../syntax.ts';
import { type Match, remembered, type Rule, skip, type Source, token } from './scanner.ts';
import { value } from './values.ts';

const negation: Rule<Node> = (source, at) => {
  const minus = token(source, at, '-');
  const operand = value(source, skip(source, minus?.end ?? at));
  if (!operand || !minus) return operand;
  return { value: { type: 'negation', value: operand.value }, end: operand.end };
};

/** Left-associative operators of one level. */
export const operators = (operand: Rule<Node>, ...symbols: readonly BinaryOperator[]): Rule<Node> => {
  const symbolAfter = (source: Source, at: number): Match<string> | undefined => token(source, at, ...symbols);
  return (source, at) => {
    let left = operand(source, skip(source, at));
    while (left !== undefined) {
      const symbol = symbolAfter(source, left.end);
      const right: Match<Node> | undefined = symbol && operand(source, skip(source, symbol.end));
      if (!symbol || !right) break;
      const operator = symbol.value as BinaryOperator;
      left = { value: { type: 'binary', operator, left: left.value, right: right.value }, end: right.end };
    }
    return left;
  };
};

const power = operators(negation, '**');
const product = operators(power, '*', '/');

/** Sums and what binds closer. */
export const arithmetic: Rule<Node> = remembered(operators(product, '+', '-'));
