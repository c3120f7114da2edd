import { equalValues } from '../equality.ts';
import type { ValueKind } from '../feel-object.ts';
import { compareValues } from '../ordering.ts';
import { EvaluationFailure, type FeelFunction, FeelRange, kindOf, type RangeBoundary, type Value } from '../value.ts';
import { define, type Functions } from './define.ts';

const POINTS: ReadonlySet<ValueKind> = new Set([
  'number',
  'date',
  'local time',
  'zoned time',
  'local date time',
  'zoned date time',
  'years and months duration',
  'days and time duration',
]);

const sample = (value: Value): Value => (value instanceof FeelRange ? value.start.value : value);

const areComparable = (a: Value, b: Value): boolean => {
  const kind = kindOf(sample(a));
  return POINTS.has(kind) && kind === kindOf(sample(b));
};

type Cases = {
  readonly points?: (a: Value, b: Value) => boolean;
  readonly pointRange?: (point: Value, range: FeelRange) => boolean;
  readonly rangePoint?: (range: FeelRange, point: Value) => boolean;
  readonly ranges?: (a: FeelRange, b: FeelRange) => boolean;
};

const decide = (cases: Cases, a: Value, b: Value): boolean | undefined => {
  if (!areComparable(a, b)) return undefined;
  const decided = decideComparable(cases, a, b);
  // Points where ranges are wanted, and the other way round: the engine ends the evaluation, unlike for other types.
  if (decided === undefined) throw new EvaluationFailure(`Not defined for ${kindOf(a)} and ${kindOf(b)}`);
  return decided;
};

const decideComparable = (cases: Cases, a: Value, b: Value): boolean | undefined => {
  if (a instanceof FeelRange) return b instanceof FeelRange ? cases.ranges?.(a, b) : cases.rangePoint?.(a, b);
  return b instanceof FeelRange ? cases.pointRange?.(a, b) : cases.points?.(a, b);
};

const NAMES = {
  points: ['point1', 'point2'],
  pointRange: ['point', 'range'],
  rangePoint: ['range', 'point'],
  ranges: ['range1', 'range2'],
} as const;

/** One signature per pair of parameter names; by position the first one takes every pair of types. */
const relation = (cases: Cases, names: readonly (keyof typeof NAMES)[]): readonly FeelFunction[] =>
  names.map((name) => define(NAMES[name], (a = null, b = null) => decide(cases, a, b)));

const less = (a: RangeBoundary, b: RangeBoundary): boolean => compareValues(a.value, b.value) < 0;
const same = (a: RangeBoundary, b: RangeBoundary): boolean => equalValues(a.value, b.value) === true;
const sameEnd = (a: RangeBoundary, b: RangeBoundary): boolean => same(a, b) && a.isClosed === b.isClosed;
const touch = (a: RangeBoundary, b: RangeBoundary): boolean => same(a, b) && a.isClosed && b.isClosed;
const atEnd = (point: Value, end: RangeBoundary): boolean => equalValues(point, end.value) === true;

/** Starts at or before: equal starts count unless only the first is open. */
const startsNotAfter = (a: FeelRange, b: FeelRange): boolean =>
  less(a.start, b.start) || (same(a.start, b.start) && (a.start.isClosed || !b.start.isClosed));
const endsNotAfter = (a: FeelRange, b: FeelRange): boolean =>
  less(a.end, b.end) || (same(a.end, b.end) && (!a.end.isClosed || b.end.isClosed));

const isBefore = (end: RangeBoundary, start: RangeBoundary): boolean =>
  less(end, start) || (same(end, start) && !(end.isClosed && start.isClosed));

const closed = (value: Value): RangeBoundary => ({ value, isClosed: true });

const before: Cases = {
  points: (a, b) => compareValues(a, b) < 0,
  pointRange: (point, { start }) => isBefore(closed(point), start),
  rangePoint: ({ end }, point) => isBefore(end, closed(point)),
  ranges: (a, b) => isBefore(a.end, b.start),
};

const after: Cases = {
  points: (a, b) => compareValues(a, b) > 0,
  pointRange: (point, { end }) => isBefore(end, closed(point)),
  rangePoint: ({ start }, point) => isBefore(closed(point), start),
  ranges: (a, b) => isBefore(b.end, a.start),
};

const isWithin = (point: Value, { start, end }: FeelRange): boolean =>
  (compareValues(start.value, point) < 0 && compareValues(end.value, point) > 0) ||
  (atEnd(point, start) && start.isClosed) ||
  (atEnd(point, end) && end.isClosed);

const reaches = (end: RangeBoundary, start: RangeBoundary): boolean => less(start, end) || touch(end, start);

const overlapsBefore = (a: FeelRange, b: FeelRange): boolean =>
  (less(a.start, b.start) || (same(a.start, b.start) && a.start.isClosed && !b.start.isClosed)) &&
  reaches(a.end, b.start) &&
  endsNotAfter(a, b);

/** Unlike its counterpart it accepts an open end of the second range at a closed end of the first. */
const overlapsAfter = (a: FeelRange, b: FeelRange): boolean =>
  (less(b.start, a.start) || (same(b.start, a.start) && b.start.isClosed && !a.start.isClosed)) &&
  reaches(b.end, a.start) &&
  endsNotAfter(b, a);

const includes = (a: FeelRange, b: FeelRange): boolean =>
  startsNotAfter(a, b) && (less(b.end, a.end) || (same(a.end, b.end) && (a.end.isClosed || !b.end.isClosed)));

const finishes = (a: FeelRange, b: FeelRange): boolean =>
  sameEnd(a.end, b.end) &&
  (less(b.start, a.start) || (same(a.start, b.start) && (!a.start.isClosed || b.start.isClosed)));

const starts = (a: FeelRange, b: FeelRange): boolean => sameEnd(a.start, b.start) && endsNotAfter(a, b);

const pointAt = (point: Value, end: RangeBoundary): boolean => end.isClosed && atEnd(point, end);

export const rangeFunctions: Functions = {
  before: relation(before, ['points', 'pointRange', 'rangePoint', 'ranges']),
  after: relation(after, ['points', 'pointRange', 'rangePoint', 'ranges']),
  meets: relation({ ranges: (a, b) => touch(a.end, b.start) }, ['ranges']),
  'met by': relation({ ranges: (a, b) => touch(a.start, b.end) }, ['ranges']),
  overlaps: relation({ ranges: (a, b) => reaches(a.end, b.start) && reaches(b.end, a.start) }, ['ranges']),
  'overlaps before': relation({ ranges: overlapsBefore }, ['ranges']),
  'overlaps after': relation({ ranges: overlapsAfter }, ['ranges']),
  finishes: relation({ pointRange: (point, { end }) => pointAt(point, end), ranges: finishes }, [
    'pointRange',
    'ranges',
  ]),
  'finished by': relation(
    {
      rangePoint: ({ end }, point) => pointAt(point, end),
      ranges: (a, b) => sameEnd(a.end, b.end) && startsNotAfter(a, b),
    },
    ['pointRange', 'ranges'],
  ),
  includes: relation({ rangePoint: (range, point) => isWithin(point, range), ranges: includes }, [
    'rangePoint',
    'ranges',
  ]),
  during: relation({ pointRange: isWithin, ranges: (a, b) => includes(b, a) }, ['pointRange', 'ranges']),
  starts: relation({ pointRange: (point, { start }) => pointAt(point, start), ranges: starts }, [
    'pointRange',
    'ranges',
  ]),
  'started by': relation({ rangePoint: ({ start }, point) => pointAt(point, start), ranges: (a, b) => starts(b, a) }, [
    'rangePoint',
    'ranges',
  ]),
  coincides: relation(
    {
      points: (a, b) => equalValues(a, b) === true,
      pointRange: () => false,
      rangePoint: () => false,
      ranges: (a, b) => sameEnd(a.start, b.start) && sameEnd(a.end, b.end),
    },
    ['points', 'ranges'],
  ),
};
