import { dayOfWeek } from './temporal/calendar.ts';
import { floorSeconds } from './temporal/format.ts';
import { NANOS_PER_SECOND } from './temporal/moments.ts';
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

const dateProperty = (date: FeelDate, key: string): Value | undefined => {
  switch (key) {
    case 'year':
      return date.year;
    case 'month':
      return date.month;
    case 'day':
      return date.day;
    case 'weekday':
      return dayOfWeek(date);
    default:
      return undefined;
  }
};

const timeProperty = ({ nanoOfDay }: LocalTime, key: string): Value | undefined => {
  const second = Math.floor(nanoOfDay / NANOS_PER_SECOND);
  switch (key) {
    case 'hour':
      return Math.floor(second / 3600);
    case 'minute':
      return Math.floor(second / 60) % 60;
    case 'second':
      return second % 60;
    default:
      return undefined;
  }
};

const zoneProperty = (value: ZonedTime | ZonedDateTime, key: string): Value | undefined => {
  if (key === 'time offset') return new DaysTimeDuration(BigInt(value.offsetSeconds) * BigInt(NANOS_PER_SECOND));
  return key === 'timezone' ? value.zone : undefined;
};

const yearsMonthsProperty = ({ months }: YearsMonthsDuration, key: string): Value | undefined => {
  if (key === 'years') return Math.trunc(months / 12) + 0;
  return key === 'months' ? (months % 12) + 0 : undefined;
};

const daysTimeProperty = ({ nanos }: DaysTimeDuration, key: string): Value | undefined => {
  const seconds = floorSeconds(nanos);
  switch (key) {
    case 'days':
      return Number(seconds / 86_400n);
    case 'hours':
      return Number((seconds / 3600n) % 24n);
    case 'minutes':
      return Number((seconds / 60n) % 60n);
    case 'seconds':
      return Number(seconds % 60n);
    default:
      return undefined;
  }
};

/** Property of a temporal value; undefined when it has none of that name. */
export const propertyOf = (value: Value, key: string): Value | undefined => {
  if (value instanceof FeelDate) return dateProperty(value, key);
  if (value instanceof LocalTime) return timeProperty(value, key);
  if (value instanceof ZonedTime) return timeProperty(value.time, key) ?? zoneProperty(value, key);
  if (value instanceof YearsMonthsDuration) return yearsMonthsProperty(value, key);
  if (value instanceof DaysTimeDuration) return daysTimeProperty(value, key);
  const local = value instanceof ZonedDateTime ? value.local : value;
  if (!(local instanceof LocalDateTime)) return undefined;
  const property = dateProperty(local.date, key) ?? timeProperty(local.time, key);
  return property ?? (value instanceof ZonedDateTime ? zoneProperty(value, key) : undefined);
};
