import type { LoopDefinition } from '../../bpmn/executable-process.ts';
import { evaluateList } from '../evaluate.ts';
import type { JsonValue } from '../../contracts/json.ts';
import type { Behaviour, Site } from '../execution.ts';
import { markActivated } from '../lifecycle.ts';
import { itemsNow, loopVariables } from '../loop-variables.ts';
import { pushActivation, pushCompletion, terminateChildrenLater } from '../push-steps.ts';
import { openSubscriptions } from '../subscriptions.ts';
import type { LoopState } from '../tree.ts';
import { propagateVariables, setLocalVariable } from '../variables.ts';

const loopOf = (site: Site): { readonly definition: LoopDefinition; readonly state: LoopState } => {
  const { element, instance } = site;
  if (!element.loop || !instance.loop) throw new Error(`${element.id} is no multi-instance`);
  return { definition: element.loop, state: instance.loop };
};

const activateInner = (body: Site, items: readonly JsonValue[]): void => {
  const { x, tree, instance } = body;
  const { state } = loopOf(body);
  state.created += 1;
  pushActivation(x, tree, {
    elementId: body.element.id,
    scopeKey: instance.key,
    key: x.keys.take(),
    loopCounter: state.created,
    variables: loopVariables(body, state.created, items),
  });
};

const startInner = (body: Site): void => {
  const { definition, state } = loopOf(body);
  const count = definition.sequential ? 1 : state.items.length;
  const items = itemsNow(body);
  for (let i = 0; i < count; i++) activateInner(body, items);
};

export const multiInstanceBody: Behaviour = {
  activate: (site) => {
    const { x, tree, element, instance } = site;
    if (!element.loop) throw new Error(`${element.id} is no multi-instance`);
    const items = evaluateList({ x, tree, scopeKey: instance.key }, element.loop.inputCollection);
    openSubscriptions(site);
    instance.loop = { items, created: 0, completed: 0, terminated: 0 };
    if (element.loop.outputCollection !== null)
      setLocalVariable(
        x,
        tree,
        instance,
        element.loop.outputCollection,
        items.map(() => null),
      );
    markActivated(site);
    // a step of its own: the number of keys depends on the number of items
    const start = {
      keys: items.length,
      run: () => {
        startInner(site);
      },
    };
    if (items.length === 0) pushCompletion(site);
    else if (element.loop.sequential) x.next(start);
    // as Zeebe's batch of activations, which comes after what is pushed already
    else x.push(start);
  },
  complete: ({ x, tree, element, instance }) => {
    const name = element.loop?.outputCollection;
    if (name) propagateVariables(x, tree, instance.scopeKey, { [name]: instance.variables[name] ?? null });
  },
  childCompleted: (body) => {
    const { definition, state } = loopOf(body);
    if (body.instance.state !== 'activated') return;
    state.completed += 1;
    if (state.isDone) {
      if (body.instance.children > 0) terminateChildrenLater(body);
      else pushCompletion(body);
      return;
    }
    const items = itemsNow(body);
    if (definition.sequential && state.created < items.length) activateInner(body, items);
    // as in Zeebe a collection that has changed meanwhile keeps the body waiting for ever
    else if (body.instance.children === 0 && state.completed + state.terminated === items.length) pushCompletion(body);
  },
};
