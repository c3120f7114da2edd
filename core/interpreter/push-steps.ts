import { childrenOf, type Activation, type Execution, type Site } from './execution.ts';
import type { Tree } from './tree.ts';

const countOf = (variables: object | undefined): number => (variables ? Object.keys(variables).length : 0);

export const pushActivation = (x: Execution, tree: Tree, activation: Activation): void => {
  x.push({
    keys: countOf(activation.variables) + countOf(activation.trigger?.variables),
    run: () => {
      x.actions.activate(x, tree, activation);
    },
  });
};
export const pushCompletion = ({ x, tree, instance }: Site): void => {
  x.push({
    keys: countOf(instance.trigger?.variables) + countOf(instance.variables),
    run: () => {
      x.actions.complete(x, tree, instance.key);
    },
  });
};
export const pushTermination = (x: Execution, tree: Tree, key: string): void => {
  x.push({
    keys: 0,
    run: () => {
      x.actions.terminate(x, tree, key);
    },
  });
};
export const terminateChildren = (scope: Site): void => {
  for (const child of childrenOf(scope.tree, scope.instance.key)) pushTermination(scope.x, scope.tree, child.key);
};
