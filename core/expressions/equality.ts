import { compareNumbers } from './decimal-arithmetic.ts';
import { contextKeys, contextValue } from './contexts.ts';
import { nullOnError } from './evaluation-helpers.ts';
import type { FeelObject } from './feel-object.ts';
import { localNanos } from './temporal/moments.ts';
import type { TemporalValue } from './temporal/temporal-value.ts';
import { FeelContext, type FeelNumber, type JsonContext, kindOf, SharedContext, type Value } from './value.ts';

const temporalEquals = (a: TemporalValue, b: TemporalValue): boolean => {
  if (a.kind === 'date' && b.kind === 'date') return a.year === b.year && a.month === b.month && a.day === b.day;
  if (a.kind === 'local time' && b.kind === 'local time') return a.nanoOfDay === b.nanoOfDay;
  if (a.kind === 'zoned time' && b.kind === 'zoned time') {
    return temporalEquals(a.time, b.time) && a.offsetSeconds === b.offsetSeconds && a.zone === b.zone;
  }
  if (a.kind === 'local date time' && b.kind === 'local date time') return localNanos(a) === localNanos(b);
  // Two texts of one instant are not equal: the engine compares local time, offset and zone.
  if (a.kind === 'zoned date time' && b.kind === 'zoned date time') {
    return temporalEquals(a.local, b.local) && a.offsetSeconds === b.offsetSeconds && a.zone === b.zone;
  }
  if (a.kind === 'years and months duration' && b.kind === 'years and months duration') return a.months === b.months;
  return a.kind === 'days and time duration' && b.kind === 'days and time duration' && a.nanos === b.nanos;
};

type Context = FeelContext | JsonContext;

const contextsEqual = (a: Context, b: Context): boolean => {
  const keys = contextKeys(a);
  if (keys.length !== contextKeys(b).length) return false;
  return keys.every((key) => {
    const [x, y] = [contextValue(a, key), contextValue(b, key)];
    return x !== undefined && y !== undefined && equalValues(x, y) === true;
  });
};

const listsEqual = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.length === b.length &&
  a.every((item, index) => equalValues(nullOnError(item), nullOnError(b[index] ?? null)) === true);

/** @returns null when values of these types cannot be compared */
export const equalValues = (a: Value, b: Value): boolean | null => {
  if (a === null || b === null) return a === b;
  const kind = kindOf(a);
  if (kind !== kindOf(b)) return null;
  switch (kind) {
    case 'number':
      return compareNumbers(a as FeelNumber, b as FeelNumber) === 0;
    case 'boolean':
    case 'string':
      return a === b;
    case 'list':
      return listsEqual(a as readonly Value[], b as readonly Value[]);
    case 'context':
      return contextsEqual(a as Context, b as Context);
    case 'range':
    case 'function':
    case 'error':
      return null;
    default:
      return temporalEquals(a as FeelObject as TemporalValue, b as FeelObject as TemporalValue);
  }
};

/**
 * Equality of the functions that look for a value in a list: contexts are the same only when they are one. One from a variable is made anew
 * wherever its name stands, so that it is never the same.
 */
export const isSameValue = (a: Value, b: Value): boolean => {
  const kind = kindOf(a);
  if (kind !== kindOf(b)) return false;
  if (a instanceof SharedContext && b instanceof SharedContext) return contextsEqual(a, b);
  if (kind === 'context') return a instanceof FeelContext && a === b;
  if (kind === 'function' || kind === 'range' || kind === 'error') return a === b;
  if (kind !== 'list') return equalValues(a, b) === true;
  const [x, y] = [a as readonly Value[], b as readonly Value[]];
  return x.length === y.length && x.every((item, index) => isSameValue(item, y[index] ?? null));
};
