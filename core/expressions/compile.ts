import { add, divide, multiply, raise, subtract } from './arithmetic.ts';
import { findBuiltins } from './builtins/builtins.ts';
import { compileCall, type CompiledArguments, compileFunction, compileQualifiedCall } from './calls.ts';
import { childrenOf } from './children.ts';
import { type CompiledEntry, compileContext, compileList, compileRange } from './collections.ts';
import { compileComparison } from './comparison.ts';
import { negateNumber } from './decimal-arithmetic.ts';
import { error, type Evaluate, isError, isFatal, nullOnError } from './evaluation-helpers.ts';
import { compileFilter } from './filters.ts';
import { freeNames } from './free-names.ts';
import { compileInstanceOf } from './instance-of.ts';
import { compileAnd, compileAnyOf, compileIf, compileNot, compileOr } from './logic.ts';
import { compileEvery, compileFor, compileIteration, compileSome } from './loops.ts';
import { compilePath, compileReference } from './paths.ts';
import type { Arguments, BinaryOperator, Node } from './syntax.ts';
import { compileIn, compileInputCompared, compileInputInRange, compileTest, evaluateInputSymbol } from './tests.ts';
import { isNumber, type Value } from './value.ts';

const ARITHMETIC = { '+': add, '-': subtract, '*': multiply, '/': divide } as const;

const arithmetic = (operator: keyof typeof ARITHMETIC, left: Evaluate, right: Evaluate): Evaluate => {
  const apply = ARITHMETIC[operator];
  return (scope) => {
    const [a, b] = [left(scope), right(scope)];
    return nullOnError(isError(a) ? a : isError(b) ? b : apply(a, b));
  };
};

/** Unlike the others it looks for a number on the left before the right side may be an error. */
const power =
  (left: Evaluate, right: Evaluate): Evaluate =>
  (scope) => {
    const [base, exponent] = [left(scope), right(scope)];
    if (!isNumber(base)) return isFatal(base) ? base : null;
    return nullOnError(isError(exponent) ? exponent : raise(base, exponent));
  };

const binary = (operator: BinaryOperator, left: Evaluate, right: Evaluate): Evaluate => {
  switch (operator) {
    case 'and':
      return compileAnd(left, right);
    case 'or':
      return compileOr(left, right);
    case '+':
    case '-':
    case '*':
    case '/':
      return arithmetic(operator, left, right);
    case '**':
      return power(left, right);
    default:
      return compileComparison(operator, left, right);
  }
};

const negation =
  (operand: Evaluate): Evaluate =>
  (scope) => {
    const value: Value = operand(scope);
    return isNumber(value) ? negateNumber(value) : isFatal(value) ? value : null;
  };

const callArguments = (given: Arguments): CompiledArguments =>
  given.by === 'position'
    ? { by: 'position', values: given.values.map(compileNode) }
    : { by: 'name', values: new Map([...given.values].map(([name, value]) => [name, compileNode(value)])) };

const iterators = (node: Node & { type: 'for' | 'some' | 'every' }): { name: string; list: Evaluate }[] =>
  node.iterators.map(({ name, list }) => ({ name, list: compileNode(list) }));

const call = (node: Node & { type: 'call' }): Evaluate =>
  node.path.length === 0
    ? compileCall(node.name, callArguments(node.arguments), findBuiltins)
    : compileQualifiedCall(node.path, node.name, callArguments(node.arguments));

const makesFunctions = (node: Node): boolean => node.type === 'function' || childrenOf(node).some(makesFunctions);

const entry = ([key, value]: readonly [string, Node]): CompiledEntry => ({
  key,
  value: compileNode(value),
  makesFunctions: makesFunctions(value),
});

/** Turns a syntax tree into nested functions: names of rules are resolved once, not at every evaluation. */
export const compileNode = (node: Node): Evaluate => {
  switch (node.type) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'list':
      return compileList(node.items.map(compileNode));
    case 'context':
      return compileContext(node.entries.map(entry));
    case 'range':
      return compileRange(node, compileNode(node.start), compileNode(node.end));
    case 'reference':
      return compileReference(node.names);
    case 'path':
      return compilePath(compileNode(node.base), node.key);
    case 'filter':
      return compileFilter(compileNode(node.list), node.filter, compileNode(node.filter));
    case 'binary':
      return binary(node.operator, compileNode(node.left), compileNode(node.right));
    case 'negation':
      return negation(compileNode(node.value));
    case 'not':
      return compileNot(compileNode(node.value));
    case 'if':
      return compileIf(compileNode(node.condition), compileNode(node.then), compileNode(node.otherwise));
    case 'for':
      return compileFor(iterators(node), compileNode(node.body), freeNames(node.body).has('partial'));
    case 'some':
      return compileSome(iterators(node), compileNode(node.body));
    case 'every':
      return compileEvery(iterators(node), compileNode(node.body));
    case 'iteration':
      return compileIteration(compileNode(node.start), compileNode(node.end));
    case 'in':
      return compileIn(compileNode(node.value), compileNode(node.test));
    case 'instance of':
      return compileInstanceOf(compileNode(node.value), node.typeName);
    case 'call':
      return call(node);
    case 'function':
      return compileFunction(node.parameters, compileNode(node.body));
    case 'external function':
      return () => error('External functions are disabled');
    case 'input':
      return evaluateInputSymbol;
    case 'input compared':
      return compileInputCompared(node.operator, compileNode(node.value));
    case 'input in range':
      return compileInputInRange(node.range, compileNode(node.range.start), compileNode(node.range.end));
    case 'test':
      return compileTest(compileNode(node.expression));
    case 'any of':
      return compileAnyOf(node.tests.map(compileNode));
  }
};
