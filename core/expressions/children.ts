import type { Node } from './syntax.ts';

/** The parts of a node, in the order of the text. */
export const childrenOf = (node: Node): readonly Node[] => {
  switch (node.type) {
    case 'list':
      return node.items;
    case 'context':
      return node.entries.map(([, value]) => value);
    case 'range':
    case 'iteration':
      return [node.start, node.end];
    case 'path':
      return [node.base];
    case 'filter':
      return [node.list, node.filter];
    case 'binary':
      return [node.left, node.right];
    case 'negation':
    case 'not':
    case 'instance of':
    case 'input compared':
      return [node.value];
    case 'if':
      return [node.condition, node.then, node.otherwise];
    case 'for':
    case 'some':
    case 'every':
      return [...node.iterators.map(({ list }) => list), node.body];
    case 'in':
      return [node.value, node.test];
    case 'call':
      return [...node.arguments.values.values()];
    case 'function':
      return [node.body];
    case 'input in range':
      return [node.range];
    case 'test':
      return [node.expression];
    case 'any of':
      return node.tests;
    case 'literal':
    case 'reference':
    case 'input':
    case 'external function':
      return [];
  }
};
