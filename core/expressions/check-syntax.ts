import { childrenOf } from './children.ts';
import type { Node } from './syntax.ts';

/** Why an expression that can be parsed must still be refused; the end of a sentence. */
export const findProblem = (node: Node): string | undefined => {
  if (node.type === 'external function') return 'has an external function, and external functions are disabled';
  for (const child of childrenOf(node)) {
    const problem = findProblem(child);
    if (problem !== undefined) return problem;
  }
  return undefined;
};
