import { addNumbers, compareNumbers } from './decimal-arithmetic.ts';
import { error, type Evaluate, isFatal } from './evaluation-helpers.ts';
import { allHold, anyHolds } from './logic.ts';
import { InnerScope, type Scope } from './scope.ts';
import { isList, isNumber, type Value } from './value.ts';

export type CompiledIterator = { readonly name: string; readonly list: Evaluate };

type Named = { readonly name: string; readonly items: readonly Value[] };

/** Every combination of items; the last iterator moves fastest. */
function* combinations([first, ...others]: readonly Named[]): Generator<Map<string, Value>> {
  if (first === undefined) return;
  for (const item of first.items) {
    if (others.length === 0) yield new Map([[first.name, item]]);
    else for (const rest of combinations(others)) yield rest.set(first.name, item);
  }
}

/** The lists do not see each other's items. */
const withLists = (
  iterators: readonly CompiledIterator[],
  scope: Scope,
  apply: (lists: readonly Named[]) => Value,
): Value => {
  const values = iterators.map(({ list }) => list(scope));
  const stranger = values.find((items) => !isList(items));
  if (stranger !== undefined) return isFatal(stranger) ? stranger : null;
  return apply(iterators.map(({ name }, index) => ({ name, items: values[index] as readonly Value[] })));
};

/** @param readsPartial whether the body uses `partial`, the results so far: only then they are copied for each item */
export const compileFor =
  (iterators: readonly CompiledIterator[], body: Evaluate, readsPartial: boolean): Evaluate =>
  (scope) =>
    withLists(iterators, scope, (lists) => {
      const results: Value[] = [];
      for (const variables of combinations(lists)) {
        if (readsPartial) variables.set('partial', [...results]);
        results.push(body(new InnerScope(scope, variables)));
      }
      return results;
    });

const compileQuantified =
  (decide: (results: Iterable<Value>) => Value) =>
  (iterators: readonly CompiledIterator[], body: Evaluate): Evaluate =>
  (scope) =>
    withLists(iterators, scope, (lists) => decide(results(lists, body, scope)));

function* results(lists: readonly Named[], body: Evaluate, scope: Scope): Generator<Value> {
  for (const variables of combinations(lists)) yield body(new InnerScope(scope, variables));
}

export const compileSome = compileQuantified(anyHolds);
export const compileEvery = compileQuantified(allHold);

/** Longest list that a range of numbers may become. */
const MOST_ITEMS = 1_000_000;

/** `1..5`, up or down by one. */
export const compileIteration =
  (start: Evaluate, end: Evaluate): Evaluate =>
  (scope) => {
    const [from, to] = [start(scope), end(scope)];
    if (!isNumber(from)) return isFatal(from) ? from : error('The start of an iteration must be a number');
    if (!isNumber(to)) return isFatal(to) ? to : error('The end of an iteration must be a number');
    const direction = compareNumbers(from, to);
    const items: Value[] = [];
    for (let next = from; compareNumbers(next, to) * direction >= 0; next = addNumbers(next, direction < 0 ? 1 : -1)) {
      if (direction === 0 && items.length === 1) break;
      if (items.length === MOST_ITEMS) throw new RangeError(`An iteration has more than ${MOST_ITEMS} items`);
      items.push(next);
    }
    return items;
  };
