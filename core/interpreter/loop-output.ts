import type { JsonValue } from '../contracts/json.ts';
import { evaluateAny } from './evaluate.ts';
import { scopeOf, type Site } from './execution.ts';
import { setLocalVariable } from './variables.ts';

/**
 * Inner instance of a multi-instance: puts its output into the body's collection, at its own place.
 * @throws ElementFailure EXTRACT_VALUE_ERROR
 */
export const collectOutput = (site: Site): void => {
  const { x, tree, element, instance } = site;
  const loop = element.loop;
  if (instance.loopCounter === undefined || !loop?.outputCollection || !loop.outputElement) return;
  const body = scopeOf(site)?.instance;
  if (!body) return;
  const value = evaluateAny({ x, tree, scopeKey: instance.key }, loop.outputElement);
  const collected = body.variables[loop.outputCollection];
  const next: JsonValue[] = Array.isArray(collected) ? [...collected] : [];
  next[instance.loopCounter - 1] = value;
  setLocalVariable(x, tree, body, loop.outputCollection, next);
};
