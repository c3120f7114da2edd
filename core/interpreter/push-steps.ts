import { childrenOf, type Activation, type Execution, type Site, type Step } from './execution.ts';
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
const completionOf = ({ x, tree, instance }: Site): Step => ({
  keys: countOf(instance.trigger?.variables) + countOf(instance.variables),
  run: () => {
    x.actions.complete(x, tree, instance.key);
  },
});
export const pushCompletion = (site: Site): void => {
  site.x.push(completionOf(site));
};
/** An end event completes before anything else happens. */
export const completeNext = (site: Site): void => {
  site.x.next(completionOf(site));
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
