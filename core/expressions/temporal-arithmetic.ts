import { toEpochDay } from './temporal/calendar.ts';
import { durationOfMonths, durationOfNanos } from './temporal/durations.ts';
import {
  addMonthsToDate,
  addNanos,
  addNanosToTime,
  atInstant,
  atOffset,
  atZone,
  instantNanos,
  localNanos,
  midnight,
  NANOS_PER_DAY,
  utcNanosOfTime,
} from './temporal/moments.ts';
import {
  DaysTimeDuration,
  FeelDate,
  LocalDateTime,
  LocalTime,
  YearsMonthsDuration,
  ZonedDateTime,
  ZonedTime,
} from './temporal/temporal-value.ts';
import type { Value } from './value.ts';

/** A date takes whole days only: the time of day is lost. */
const plusNanos = (moment: Value, nanos: bigint): Value | undefined => {
  if (moment instanceof FeelDate) return addNanos(new LocalDateTime(moment, midnight), nanos).date;
  if (moment instanceof LocalTime) return addNanosToTime(moment, nanos);
  if (moment instanceof LocalDateTime) return addNanos(moment, nanos);
  if (moment instanceof ZonedTime) {
    return new ZonedTime(addNanosToTime(moment.time, nanos), moment.offsetSeconds, moment.zone);
  }
  if (!(moment instanceof ZonedDateTime)) return undefined;
  return atInstant(instantNanos(moment) + nanos, moment.offsetSeconds, moment.zone);
};

const plusMonths = (moment: Value, months: number): Value | undefined => {
  if (moment instanceof FeelDate) return addMonthsToDate(moment, months);
  if (moment instanceof LocalDateTime) return new LocalDateTime(addMonthsToDate(moment.date, months), moment.time);
  if (!(moment instanceof ZonedDateTime)) return undefined;
  const { local, offsetSeconds, zone } = moment;
  const moved = new LocalDateTime(addMonthsToDate(local.date, months), local.time);
  return zone === null ? atOffset(moved, offsetSeconds) : atZone(moved, zone, offsetSeconds);
};

const plusDuration = (moment: Value, duration: Value): Value | undefined => {
  if (duration instanceof DaysTimeDuration) return plusNanos(moment, duration.nanos);
  return duration instanceof YearsMonthsDuration ? plusMonths(moment, duration.months) : undefined;
};

/** @returns undefined when the two cannot be added */
export const addTemporal = (a: Value, b: Value): Value | undefined => {
  if (a instanceof DaysTimeDuration && b instanceof DaysTimeDuration) return durationOfNanos(a.nanos + b.nanos);
  if (a instanceof YearsMonthsDuration && b instanceof YearsMonthsDuration) {
    return durationOfMonths(a.months + b.months);
  }
  return plusDuration(a, b) ?? plusDuration(b, a);
};

const between = (a: Value, b: Value): bigint | undefined => {
  if (a instanceof FeelDate && b instanceof FeelDate)
    return BigInt(toEpochDay(a) - toEpochDay(b)) * BigInt(NANOS_PER_DAY);
  if (a instanceof LocalTime && b instanceof LocalTime) return BigInt(a.nanoOfDay - b.nanoOfDay);
  // Between two times with an offset the engine gives the distance, without a sign.
  if (a instanceof ZonedTime && b instanceof ZonedTime) return BigInt(Math.abs(utcNanosOfTime(a) - utcNanosOfTime(b)));
  if (a instanceof LocalDateTime && b instanceof LocalDateTime) return localNanos(a) - localNanos(b);
  if (a instanceof ZonedDateTime && b instanceof ZonedDateTime) return instantNanos(a) - instantNanos(b);
  return undefined;
};

const negated = (duration: Value): Value => {
  if (duration instanceof DaysTimeDuration) return new DaysTimeDuration(-duration.nanos);
  return duration instanceof YearsMonthsDuration ? new YearsMonthsDuration(0 - duration.months) : null;
};

/** @returns undefined when the second cannot be taken from the first */
export const subtractTemporal = (a: Value, b: Value): Value | undefined => {
  const distance = between(a, b);
  if (distance !== undefined) return new DaysTimeDuration(distance);
  const isDuration = a instanceof DaysTimeDuration || a instanceof YearsMonthsDuration;
  if (isDuration) return a.kind === (b as { kind?: unknown } | null)?.kind ? addTemporal(a, negated(b)) : undefined;
  return plusDuration(a, negated(b));
};
