import { compareNumbers } from './decimal-arithmetic.ts';
import type { FeelObject, ValueKind } from './feel-object.ts';
import { toEpochDay } from './temporal/calendar.ts';
import { instantNanos, localNanos, utcNanosOfTime } from './temporal/moments.ts';
import type { TemporalValue } from './temporal/temporal-value.ts';
import { EvaluationFailure, type FeelNumber, isList, kindOf, type Value } from './value.ts';

const ORDERED: ReadonlySet<ValueKind> = new Set([
  'number',
  'string',
  'date',
  'local time',
  'zoned time',
  'local date time',
  'zoned date time',
  'years and months duration',
  'days and time duration',
]);

/** True for values with an order. A list of them passes this check too, and fails when it is compared: so does the engine. */
export const isComparable = (value: Value): boolean => {
  if (!isList(value)) return ORDERED.has(kindOf(value));
  const [first] = value;
  return first !== undefined && isComparable(first) && value.every((item) => kindOf(item) === kindOf(first));
};

const compare = <T>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

const positionOf = (value: TemporalValue): bigint | number => {
  switch (value.kind) {
    case 'date':
      return toEpochDay(value);
    case 'local time':
      return value.nanoOfDay;
    case 'zoned time':
      return utcNanosOfTime(value);
    case 'local date time':
      return localNanos(value);
    case 'zoned date time':
      return instantNanos(value);
    case 'years and months duration':
      return value.months;
    case 'days and time duration':
      return value.nanos;
  }
};

/** One instant in two zones is ordered by the local time. */
const compareTemporal = (a: TemporalValue, b: TemporalValue): number => {
  const byPosition = compare(positionOf(a), positionOf(b));
  if (byPosition !== 0 || a.kind !== 'zoned date time' || b.kind !== 'zoned date time') return byPosition;
  return compare(localNanos(a.local), localNanos(b.local)) || compare(a.zone ?? '', b.zone ?? '');
};

/**
 * Order of two comparable values of one kind.
 * @throws EvaluationFailure for lists
 */
export const compareValues = (a: Value, b: Value): number => {
  const kind = kindOf(a);
  if (kind === 'number') return compareNumbers(a as FeelNumber, b as FeelNumber);
  if (kind === 'string') return compare(a as string, b as string);
  if (kind === 'list') throw new EvaluationFailure('Lists have no order');
  return compareTemporal(a as FeelObject as TemporalValue, b as FeelObject as TemporalValue);
};
