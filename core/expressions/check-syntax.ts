import { childrenOf } from './children.ts';
import { UnsupportedPattern } from './patterns/pattern-reader.ts';
import { compilePattern } from './patterns/patterns.ts';
import type { Node } from './syntax.ts';

/** Functions whose second argument is a pattern. */
const WITH_PATTERN: ReadonlySet<string> = new Set(['matches', 'replace', 'split', 'extract']);

const textOf = (node: Node | undefined): string | undefined =>
  node?.type === 'literal' && typeof node.value === 'string' ? node.value : undefined;

/** Pattern and flags of a call, where they are constants. */
const patternOf = ({ name, arguments: given }: Node & { type: 'call' }): readonly [string | undefined, string] => {
  if (given.by === 'name') {
    const { values } = given;
    return [textOf(values.get('pattern') ?? values.get('delimiter')), textOf(values.get('flags')) ?? ''];
  }
  return [textOf(given.values[1]), textOf(given.values[name === 'replace' ? 3 : 2]) ?? ''];
};

/** A wrong pattern is none of this: it gives null, as in the engine. */
const patternProblem = (pattern: string, flags: string): string | undefined => {
  try {
    compilePattern(pattern, flags);
  } catch (cause) {
    if (cause instanceof UnsupportedPattern) return cause.message;
  }
  return undefined;
};

const ownProblem = (node: Node): string | undefined => {
  if (node.type === 'external function') return 'has an external function, and external functions are disabled';
  if (node.type !== 'call' || node.path.length > 0 || !WITH_PATTERN.has(node.name)) return undefined;
  const [pattern, flags] = patternOf(node);
  const problem = pattern === undefined ? undefined : patternProblem(pattern, flags);
  return problem && `calls ${node.name}(), and ${problem}`;
};

/** Why an expression that can be parsed must still be refused; the end of a sentence. */
export const findProblem = (node: Node): string | undefined => {
  const own = ownProblem(node);
  if (own !== undefined) return own;
  for (const child of childrenOf(node)) {
    const problem = findProblem(child);
    if (problem !== undefined) return problem;
  }
  return undefined;
};
