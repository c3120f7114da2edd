import type { Drg } from './decision-model.ts';

type Edges = ReadonlyMap<string, readonly string[]>;

/** A node from which a path leads back to itself, walking each node once. */
const nodeInCycle = (edges: Edges): string | undefined => {
  const done = new Set<string>();
  const open = new Set<string>();
  const visit = (node: string): string | undefined => {
    if (open.has(node)) return node;
    if (done.has(node)) return undefined;
    open.add(node);
    for (const next of edges.get(node) ?? []) {
      const found = visit(next);
      if (found !== undefined) return found;
    }
    open.delete(node);
    done.add(node);
    return undefined;
  };
  for (const node of edges.keys()) {
    const found = visit(node);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** A decision, or a business knowledge model, that requires itself in the end. */
export const findCycle = ({ decisions, knowledge }: Drg): string | undefined =>
  nodeInCycle(new Map([...decisions].map(([id, { requiredDecisions }]) => [id, requiredDecisions]))) ??
  nodeInCycle(new Map([...knowledge].map(([name, { requiredKnowledge }]) => [name, requiredKnowledge])));
