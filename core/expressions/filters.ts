import { addNumbers, compareNumbers, negateNumber, subtractNumbers } from './decimal-arithmetic.ts';
import { type Evaluate, isError, isFatal, nullOnError } from './evaluation-helpers.ts';
import { contextEntries } from './contexts.ts';
import { toInt } from './number-conversion.ts';
import { InnerScope, type Scope } from './scope.ts';
import type { Node } from './syntax.ts';
import { FeelContext, FeelFunction, type FeelNumber, isContext, isList, isNumber, type Value } from './value.ts';

/** From 1; negative positions count from the end. Null when there is no such item. */
const itemAt = (list: readonly Value[], position: FeelNumber): Value => {
  const fromZero = compareNumbers(position, 0) > 0 ? subtractNumbers(position, 1) : addNumbers(list.length, position);
  if (compareNumbers(fromZero, 0) < 0 || compareNumbers(fromZero, list.length) >= 0) return null;
  return list[toInt(fromZero)] ?? null;
};

/** The item is known as `item`; the entries of a context by their own names too. A function can be called by it, but is no variable. */
const itemScope = (scope: Scope, item: Value): Scope => {
  if (item instanceof FeelFunction) return new InnerScope(scope, new Map(), new Map([['item', item]]));
  const withItem = new InnerScope(scope, new Map([['item', item]]));
  if (!isContext(item)) return withItem;
  const functions = item instanceof FeelContext ? item.functions : undefined;
  return new InnerScope(withItem, new Map(contextEntries(item)), functions);
};

/** A filter that gives a number for the first item is a position; otherwise items for which it is true stay. */
const filterItems = (list: readonly Value[], filter: Evaluate, scope: Scope): Value => {
  const [first, ...others] = list;
  if (first === undefined) return [];
  const result = filter(itemScope(scope, first));
  if (isError(result)) return result;
  if (isNumber(result)) return itemAt(list, result);
  const kept = result === true ? [first] : [];
  for (const item of others) if (filter(itemScope(scope, item)) === true) kept.push(item);
  return kept;
};

const constantPosition = (filter: Node): FeelNumber | undefined => {
  if (filter.type === 'literal' && isNumber(filter.value)) return filter.value;
  if (filter.type !== 'negation') return undefined;
  const position = constantPosition(filter.value);
  return position === undefined ? undefined : negateNumber(position);
};

const COMPARISONS = new Set(['=', '<', '<=', '>', '>=']);

/** Comparisons and calls are not tried without an item first. */
const needsItem = (filter: Node): boolean =>
  filter.type === 'call' || (filter.type === 'binary' && COMPARISONS.has(filter.operator));

export const compileFilter = (list: Evaluate, filterNode: Node, filter: Evaluate): Evaluate => {
  const position = constantPosition(filterNode);
  const isTriedFirst = !needsItem(filterNode);
  const apply = (items: readonly Value[], scope: Scope): Value => {
    if (position !== undefined) return itemAt(items, position);
    const index = isTriedFirst ? filter(scope) : null;
    return isNumber(index) ? itemAt(items, index) : filterItems(items, filter, scope);
  };
  return (scope) => {
    const items = list(scope);
    return isList(items) ? nullOnError(apply(items, scope)) : isFatal(items) ? items : null;
  };
};
