import { dayOfWeek, dayOfYear, lengthOfMonth, weekOfYear } from '../temporal/calendar.ts';
import { atInstant } from '../temporal/moments.ts';
import {
  DaysTimeDuration,
  FeelDate,
  LocalDateTime,
  YearsMonthsDuration,
  ZonedDateTime,
} from '../temporal/temporal-value.ts';
import { error } from '../evaluation-helpers.ts';
import { temporalToJson } from '../temporal/iso.ts';
import { toInt } from '../number-conversion.ts';
import { type FeelFunction, isNumber, type Value } from '../value.ts';
import { type Body, define, type Functions } from './define.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const onDate = (apply: (date: FeelDate) => Value): FeelFunction =>
  define(['date'], (value) => {
    if (value instanceof FeelDate) return apply(value);
    if (value instanceof LocalDateTime) return apply(value.date);
    return value instanceof ZonedDateTime ? apply(value.local.date) : undefined;
  });

export const temporalFunctions: Functions = {
  'day of year': [onDate(dayOfYear)],
  'day of week': [onDate((date) => DAYS[dayOfWeek(date) - 1] ?? null)],
  'month of year': [onDate(({ month }) => MONTHS[month - 1] ?? null)],
  'week of year': [onDate(weekOfYear)],
  'last day of month': [onDate(({ year, month }) => new FeelDate({ year, month, day: lengthOfMonth(year, month) }))],
};

const isDuration = (value: Value): value is DaysTimeDuration | YearsMonthsDuration =>
  value instanceof DaysTimeDuration || value instanceof YearsMonthsDuration;

const cycle: Body = (repetitions = null, interval = null) => {
  if (!isDuration(interval) || (repetitions !== null && !isNumber(repetitions))) return error('Illegal arguments');
  return `R${repetitions === null ? '' : toInt(repetitions)}/${temporalToJson(interval)}`;
};

/** What the process engine adds for timers: a repeating interval as text. */
export const cycleFunctions: Functions = {
  cycle: [define(['interval'], (interval = null) => cycle(null, interval)), define(['repetitions', 'interval'], cycle)],
};

const NANOS_PER_MILLI = 1_000_000n;

/** The zone of the engine. */
const ENGINE_ZONE = 'GMT';

/** @param now milliseconds since the epoch */
export const clockFunctions = (now: number): Functions => {
  const moment = (): ZonedDateTime => atInstant(BigInt(Math.floor(now)) * NANOS_PER_MILLI, 0, ENGINE_ZONE);
  return { now: [define([], moment)], today: [define([], () => moment().local.date)] };
};
