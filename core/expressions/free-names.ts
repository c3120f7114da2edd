import { childrenOf } from './children.ts';
import type { Node } from './syntax.ts';

type Bound = ReadonlySet<string>;

const bind = (bound: Bound, names: Iterable<string>): Bound => new Set([...bound, ...names]);

const inContext = (node: Node & { type: 'context' }, bound: Bound, found: Set<string>): void => {
  let known = bound;
  for (const [key, value] of node.entries) {
    collect(value, known, found);
    known = bind(known, [key]);
  }
};

const inLoop = (node: Node & { type: 'for' | 'some' | 'every' }, bound: Bound, found: Set<string>): void => {
  for (const { list } of node.iterators) collect(list, bound, found);
  const names = node.iterators.map(({ name }) => name);
  collect(node.body, bind(bound, names), found);
};

const collect = (node: Node, bound: Bound, found: Set<string>): void => {
  switch (node.type) {
    case 'reference':
      return addName(node.names, bound, found);
    case 'context':
      return inContext(node, bound, found);
    case 'for':
    case 'some':
    case 'every':
      return inLoop(node, bound, found);
    case 'function':
      return collect(node.body, bind(bound, node.parameters), found);
    case 'filter':
      collect(node.list, bound, found);
      return collect(node.filter, bind(bound, ['item']), found);
    case 'call':
      addName(node.path, bound, found);
      break;
    default:
  }
  for (const child of childrenOf(node)) collect(child, bound, found);
};

const addName = ([name]: readonly string[], bound: Bound, found: Set<string>): void => {
  if (name !== undefined && !bound.has(name)) found.add(name);
};

/**
 * Variables that an expression reads from outside. In a filter an entry of the items looks like a variable:
 * `[item.a > 1]` does not count, `[a > 1]` does.
 */
export const freeNames = (node: Node): ReadonlySet<string> => {
  const found = new Set<string>();
  collect(node, new Set(), found);
  return found;
};
