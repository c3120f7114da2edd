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
/** An end event, or a gateway, completes before anything else happens. */
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
export const terminateChildren = ({ x, tree, instance }: Site): void => {
  for (const child of childrenOf(tree, instance.key)) pushTermination(x, tree, child.key);
};
/** As Zeebe's batch of terminations: a step that comes after what is pushed already, and ends what is there by then. */
export const terminateChildrenLater = (scope: Site): void => {
  scope.x.push({
    keys: 0,
    run: () => {
      terminateChildren(scope);
    },
  });
};
