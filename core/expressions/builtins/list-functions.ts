import { equalValues, isSameValue } from '../equality.ts';
import { error, nullOnError } from '../evaluation-helpers.ts';
import { allTrue, anyTrue } from '../logic.ts';
import { toInt } from '../number-conversion.ts';
import { compareValues, isComparable } from '../ordering.ts';
import { AssertionFailure, FeelFunction, isList, isNumber, kindOf, type Value } from '../value.ts';
import { type Body, define, defineVariadic, type Functions } from './define.ts';

const onList = (parameter: string, apply: (list: readonly Value[]) => Value | undefined): FeelFunction =>
  define([parameter], (list = null) => (isList(list) ? apply(list) : undefined));

const onItems = (parameter: string, apply: (list: readonly Value[]) => Value | undefined): FeelFunction =>
  defineVariadic([parameter], (list = null) => (isList(list) ? apply(list) : undefined));

/** From 1; zero and negative positions count from the end. */
const indexIn = (list: readonly Value[], position: number): number =>
  position > 0 ? position - 1 : list.length + position;

const slice = (list: readonly Value[], from: number, to: number): readonly Value[] =>
  list.slice(Math.max(0, from), Math.max(0, to));

const extreme =
  (direction: 1 | -1) =>
  (list: readonly Value[]): Value => {
    if (list.length === 0) return null;
    if (!isComparable(list)) return error('The items of the list cannot be compared');
    return list.reduce((best, item) => (compareValues(item, best) * direction > 0 ? item : best));
  };

const sublist: Body = (list = null, start = null, length) => {
  if (!isList(list) || !isNumber(start)) return undefined;
  const from = indexIn(list, toInt(start));
  if (length === undefined) return slice(list, from, list.length);
  return isNumber(length) ? slice(list, from, from + toInt(length)) : undefined;
};

const insertBefore: Body = (list = null, position = null, item = null) => {
  if (!isList(list) || !isNumber(position)) return undefined;
  const index = Math.max(0, indexIn(list, toInt(position)));
  return [...list.slice(0, index), item, ...list.slice(index)];
};

const remove: Body = (list = null, position = null) => {
  if (!isList(list) || !isNumber(position)) return undefined;
  const [from, to] = [indexIn(list, toInt(position)), indexIn(list, toInt(position) + 1)];
  return [...slice(list, 0, from), ...slice(list, to, list.length)];
};

const indexesOf = (list: readonly Value[], match: Value): Value =>
  list.flatMap((item, index) => (isSameValue(item, match) ? [index + 1] : []));

/** Lists among the items are opened, one level. */
const joined = (lists: readonly Value[]): Value[] => lists.flatMap((item) => (isList(item) ? [...item] : [item]));

/** Errors among the items, which functions like `append` let in, are the same as null. */
const isEqual = (a: Value, b: Value): boolean => equalValues(nullOnError(a), nullOnError(b)) === true;

const distinct = (list: readonly Value[]): Value[] => {
  const kept: Value[] = [];
  for (const item of list) if (!kept.some((other) => isEqual(item, other))) kept.push(item);
  return kept;
};

const duplicates = (list: readonly Value[]): Value =>
  distinct(list).filter((item) => list.filter((other) => isEqual(other, item)).length > 1);

const flatten = (list: readonly Value[]): Value[] => list.flatMap((item) => (isList(item) ? flatten(item) : [item]));

class NotBoolean extends Error {}

const precedes = (order: FeelFunction, a: Value, b: Value): boolean => {
  const result = order.invoke([a, b]);
  if (typeof result !== 'boolean') throw new NotBoolean(kindOf(result));
  return result;
};

const sort: Body = (list = null, order) => {
  if (!isList(list) || !(order instanceof FeelFunction)) return undefined;
  if (order.parameters.length !== 2) return error('expect boolean function with 2 arguments');
  try {
    return [...list].sort((a, b) => (precedes(order, a, b) ? -1 : precedes(order, b, a) ? 1 : 0));
  } catch (cause) {
    if (cause instanceof AssertionFailure) throw cause;
    return error(`fail to sort list by given precedes function: ${String(cause)}`);
  }
};

const isTextOrNull = (value: Value): value is string | null => value === null || typeof value === 'string';

const joinTexts = (list: readonly Value[], delimiter: string, prefix = '', suffix = ''): Value => {
  if (!list.every(isTextOrNull)) return error('expected a list of strings');
  return prefix + list.filter((item) => item !== null).join(delimiter) + suffix;
};

const stringJoin: Body = (list = null, delimiter = null, prefix = null, suffix = null) => {
  if (!isList(list) || !isTextOrNull(delimiter)) return undefined;
  const isBoth = typeof prefix === 'string' && typeof suffix === 'string';
  if (!isBoth && (prefix !== null || suffix !== null)) return undefined;
  return isBoth ? joinTexts(list, delimiter ?? '', prefix, suffix) : joinTexts(list, delimiter ?? '');
};

const conjunction = onItems('list', allTrue);
const disjunction = onItems('list', anyTrue);

export const listFunctions: Functions = {
  'list contains': [
    define(['list', 'element'], (list = null, element = null) =>
      isList(list) ? list.some((item) => isSameValue(item, element)) : undefined,
    ),
  ],
  count: [onList('list', (list) => list.length)],
  min: [onItems('list', extreme(-1))],
  max: [onItems('list', extreme(1))],
  and: [conjunction],
  all: [conjunction],
  or: [disjunction],
  any: [disjunction],
  sublist: [
    define(['list', 'start'], sublist),
    define(['list', 'start', 'length'], (list = null, start = null, length = null) => sublist(list, start, length)),
  ],
  append: [
    defineVariadic(['list', 'items'], (list = null, items = null) =>
      isList(list) && isList(items) ? [...list, ...items] : undefined,
    ),
  ],
  concatenate: [onItems('lists', joined)],
  'insert before': [define(['list', 'position', 'newItem'], insertBefore)],
  remove: [define(['list', 'position'], remove)],
  reverse: [onList('list', (list) => [...list].reverse())],
  'index of': [
    define(['list', 'match'], (list = null, match = null) => (isList(list) ? indexesOf(list, match) : undefined)),
  ],
  union: [onItems('lists', (lists) => distinct(joined(lists)))],
  'distinct values': [onList('list', distinct)],
  'duplicate values': [onList('list', duplicates)],
  flatten: [onList('list', flatten)],
  sort: [define(['list', 'precedes'], sort)],
  'string join': [
    define(['list'], stringJoin),
    define(['list', 'delimiter'], stringJoin),
    define(['list', 'delimiter', 'prefix', 'suffix'], stringJoin),
  ],
};
