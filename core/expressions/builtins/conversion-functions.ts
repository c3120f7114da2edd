import { error } from '../evaluation-helpers.ts';
import { numberFromText, toDouble, toInt } from '../number-conversion.ts';
import { isValidDate, monthsBetween } from '../temporal/calendar.ts';
import {
  atInstant,
  atOffset,
  atZone,
  instantNanos,
  midnight,
  NANOS_PER_SECOND,
  withDate,
} from '../temporal/moments.ts';
import { parseDate, parseDateTime, parseDuration, parseTime } from '../temporal/parse.ts';
import { floorSeconds } from '../temporal/format.ts';
import {
  DaysTimeDuration,
  FeelDate,
  LocalDateTime,
  LocalTime,
  YearsMonthsDuration,
  ZonedDateTime,
  ZonedTime,
} from '../temporal/temporal-value.ts';
import { parseZone, type Zone } from '../temporal/zone-id.ts';
import { remainderOf } from '../remainder.ts';
import { toText } from '../to-text.ts';
import { EvaluationFailure, type FeelNumber, isNumber, type Value } from '../value.ts';
import { type Body, define, type Functions } from './define.ts';

const parsed = (text: string, parse: (text: string) => Value | undefined): Value =>
  parse(text) ?? error(`Failed to parse '${text}'`);

/** Date part of whatever has one. */
const dateOf = (value: Value): FeelDate | undefined => {
  if (value instanceof FeelDate) return value;
  if (value instanceof LocalDateTime) return value.date;
  return value instanceof ZonedDateTime ? value.local.date : undefined;
};

const date: Body = (from = null) => (typeof from === 'string' ? parsed(from, parseDate) : dateOf(from));

const dateFromParts: Body = (year = null, month = null, day = null) => {
  if (!isNumber(year) || !isNumber(month) || !isNumber(day)) return undefined;
  const parts = { year: toInt(year), month: toInt(month), day: toInt(day) };
  return isValidDate(parts) ? new FeelDate(parts) : error('Failed to make a date');
};

const getZone = (text: string): Zone => {
  const zone = parseZone(text, true);
  if (zone === undefined) throw new EvaluationFailure(`Unknown time zone '${text}'`);
  return zone;
};

/** A local time gets the zone; a moment stays the same one, seen from there. */
const inZone = (moment: LocalDateTime | ZonedDateTime, zone: Zone): ZonedDateTime => {
  const offset = zone.zone === null ? zone.offsetSeconds : 0;
  if (moment instanceof ZonedDateTime) return atInstant(instantNanos(moment), offset, zone.zone);
  return zone.zone === null ? atOffset(moment, offset) : atZone(moment, zone.zone);
};

const dateAndTime: Body = (from = null, time = null) => {
  if (time instanceof LocalTime || time instanceof ZonedTime) {
    const day = dateOf(from);
    if (day === undefined) return undefined;
    return time instanceof LocalTime ? new LocalDateTime(day, time) : withDate(day, time);
  }
  if (typeof time !== 'string') return undefined;
  const isMoment = from instanceof LocalDateTime || from instanceof ZonedDateTime;
  return isMoment ? inZone(from, getZone(time)) : undefined;
};

const time: Body = (from = null) => {
  if (typeof from === 'string') return parsed(from, parseTime);
  if (from instanceof LocalDateTime) return from.time;
  if (from instanceof ZonedDateTime) return new ZonedTime(from.local.time, from.offsetSeconds, from.zone);
  return from instanceof FeelDate ? new ZonedTime(midnight, 0, null) : undefined;
};

const wholeTime = (h: number, m: number, s: number): LocalTime | undefined => {
  if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59) return undefined;
  return new LocalTime((h * 3600 + m * 60 + s) * NANOS_PER_SECOND);
};

const withFraction = ({ nanoOfDay }: LocalTime, second: FeelNumber): LocalTime | undefined => {
  const nanos = Math.trunc(toDouble(remainderOf(second, 1)) * NANOS_PER_SECOND);
  return nanos < 0 ? undefined : new LocalTime(nanoOfDay + nanos);
};

const MOST_OFFSET = 18 * 3600;

/** An offset of null takes the fraction of the seconds away. */
const timeFromParts: Body = (hour = null, minute = null, second = null, offset) => {
  if (!isNumber(hour) || !isNumber(minute) || !isNumber(second)) return undefined;
  const whole = wholeTime(toInt(hour), toInt(minute), toInt(second));
  if (offset === null) return whole ?? error('Failed to make a time');
  const local = whole && withFraction(whole, second);
  if (offset === undefined) return local ?? error('Failed to make a time');
  if (!(offset instanceof DaysTimeDuration)) return undefined;
  const seconds = Number(floorSeconds(offset.nanos));
  if (local === undefined || Math.abs(seconds) > MOST_OFFSET) return error('Failed to make a time');
  return new ZonedTime(local, seconds, null);
};

const GROUPING = [' ', ',', '.'];
const DECIMAL = [',', '.'];

const isTextOrNull = (value: Value): value is string | null => value === null || typeof value === 'string';

const number = (text: string): Value => numberFromText(text) ?? error(`Can't parse '${text}' as a number`);

const numberWithSeparators: Body = (from = null, grouping = null, decimal = null) => {
  if (typeof from !== 'string' || (grouping === null && decimal === null)) return undefined;
  if (!isTextOrNull(grouping) || !isTextOrNull(decimal)) return undefined;
  const groupingOk = grouping === null || GROUPING.includes(grouping);
  const decimalOk = decimal === null || DECIMAL.includes(decimal);
  if (!groupingOk || !decimalOk || grouping === decimal) return error('Illegal separator');
  const ungrouped = grouping === null ? from : from.replaceAll(grouping, '');
  return number(decimal === null ? ungrouped : ungrouped.replaceAll(decimal, '.'));
};

const yearsAndMonths: Body = (from = null, to = null) => {
  const [start, end] = [dateOf(from), dateOf(to)];
  return start && end ? new YearsMonthsDuration(monthsBetween(start, end)) : undefined;
};

const onText =
  (parse: (text: string) => Value | undefined): Body =>
  (from) =>
    typeof from === 'string' ? parsed(from, parse) : undefined;

export const conversionFunctions: Functions = {
  date: [define(['from'], date), define(['year', 'month', 'day'], dateFromParts)],
  'date and time': [define(['from'], onText(parseDateTime)), define(['date', 'time'], dateAndTime)],
  time: [
    define(['from'], time),
    define(['hour', 'minute', 'second'], timeFromParts),
    define(['hour', 'minute', 'second', 'offset'], timeFromParts),
  ],
  number: [
    define(['from'], (from) => (typeof from === 'string' ? number(from) : undefined)),
    define(['from', 'grouping separator'], numberWithSeparators),
    define(['from', 'grouping separator', 'decimal separator'], numberWithSeparators),
  ],
  string: [define(['from'], (from = null) => (from === null ? null : toText(from)))],
  duration: [define(['from'], onText(parseDuration))],
  'years and months duration': [define(['from', 'to'], yearsAndMonths)],
};
