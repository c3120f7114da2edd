import type { JsonValue } from '../contracts/json.ts';
import { evaluateAny, evaluateFlag } from './evaluate.ts';
import { scopeOf, type Site } from './execution.ts';
import type { ElementInstance } from './tree.ts';
import { createLookup, setLocalVariable } from './variables.ts';

const collect = ({ x, tree, element, instance }: Site, body: ElementInstance): void => {
  const { outputCollection, outputElement } = element.loop ?? {};
  if (!outputCollection || !outputElement) return;
  const value = evaluateAny({ x, tree, scopeKey: instance.key }, outputElement);
  const collected = body.variables[outputCollection];
  const next: JsonValue[] = Array.isArray(collected) ? [...collected] : [];
  next[(instance.loopCounter ?? 1) - 1] = value;
  setLocalVariable(x, tree, body, outputCollection, next);
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
  if (!body.loop.isDone && isFulfilled(site, body)) body.loop.isDone = true;
};
