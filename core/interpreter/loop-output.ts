import type { JsonValue } from '../contracts/json.ts';
import { evaluateAny, evaluateFlag, evaluateList } from './evaluate.ts';
import { ElementFailure } from './failure.ts';
import { scopeOf, type Site } from './execution.ts';
import type { ElementInstance } from './tree.ts';
import { createLookup, setLocalVariable } from './variables.ts';

const collect = ({ x, tree, element, instance }: Site, body: ElementInstance): void => {
  const { outputCollection, outputElement } = element.loop ?? {};
  if (!outputCollection || !outputElement) return;
  const value = evaluateAny({ x, tree, scopeKey: instance.key }, outputElement);
  const collected = body.variables[outputCollection];
  const index = (instance.loopCounter ?? 1) - 1;
  if (!Array.isArray(collected) || index >= collected.length)
    throw new ElementFailure(
      'EXTRACT_VALUE_ERROR',
      `Unable to update an item in the output collection '${outputCollection}' at position ${index + 1}: it is no list that is long enough.`,
      instance.key,
    );
  setLocalVariable(x, tree, body, outputCollection, collected.with(index, value));
};

/** The condition sees these numbers as they will be when this instance has completed. */
const isFulfilled = ({ x, tree, element, instance }: Site, body: ElementInstance): boolean => {
  const condition = element.loop?.completionCondition;
  if (condition == null || !body.loop) return false;
  const numbers: Readonly<Record<string, JsonValue>> = {
    numberOfInstances: body.loop.items.length,
    numberOfActiveInstances: body.children - 1,
    numberOfCompletedInstances: body.loop.completed + 1,
    numberOfTerminatedInstances: body.loop.terminated,
  };
  const outer = createLookup(tree, instance.key);
  return evaluateFlag({ x, tree, scopeKey: instance.key }, condition, (name) =>
    Object.hasOwn(numbers, name) ? numbers[name] : outer(name),
  );
};

/**
 * Inner instance of a multi-instance, about to complete: puts its output into the body's collection at its own place,
 * and asks whether the body has enough.
 * @throws ElementFailure EXTRACT_VALUE_ERROR
 */
export const collectOutput = (site: Site): void => {
  if (site.instance.loopCounter === undefined) return;
  const body = scopeOf(site)?.instance;
  if (!body?.loop) return;
  collect(site, body);
  // the body will ask for its collection; when that fails it is this instance that stops
  evaluateList({ x: site.x, tree: site.tree, scopeKey: body.key }, site.element.loop?.inputCollection ?? '');
  if (!body.loop.isDone && isFulfilled(site, body)) body.loop.isDone = true;
};
