import { isValidDate } from './calendar.ts';
import { atOffset, atZone, midnight, NANOS_PER_SECOND } from './moments.ts';
import {
  DaysTimeDuration,
  FeelDate,
  LocalDateTime,
  LocalTime,
  type TemporalValue,
  YearsMonthsDuration,
  type ZonedDateTime,
  ZonedTime,
} from './temporal-value.ts';
import { parseOffset, parseZone, type Zone } from './zone-id.ts';
import { standardOffset } from './zones.ts';

/** Zero has no sign. */
const DATE = String.raw`(?!-0{4}-)(-?(?:[1-9]\d{0,4})?\d{4})-([01]\d)-([0-3]\d)`;
const TIME = String.raw`(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?`;
/** Digits after the point may be missing. */
const OPEN_TIME = String.raw`(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{0,9}))?)?`;
const ZONE = String.raw`(?:([+-]\d{2}:\d{2}|Z)|@(.*))`;

const DATE_ONLY = new RegExp(`^${DATE}$`);
const LOCAL_TIME = new RegExp(`^T?${OPEN_TIME}$`);
const ZONED_TIME = new RegExp(`^T?${TIME}${ZONE}$`);
const LOCAL_DATE_TIME = new RegExp(`^${DATE}T${TIME}$`);
/** Only a literal may have zeros before the year, and no digits after the point. */
const LOCAL_DATE_TIME_LITERAL = new RegExp(String.raw`^(?!-0+-)(-?\d{4,9})-([01]\d)-([0-3]\d)T${OPEN_TIME}$`);
const ZONED_DATE_TIME = new RegExp(`^${DATE}T${TIME}${ZONE}$`);
const YEARS_MONTHS = /^(-?)P(?:(-?\d+)Y)?(?:(-?\d+)M)?$/;
const DAYS_TIME = /^(-?)P(?:(-?\d+)D)?(?:T(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?)(\d+)(?:[.,](\d{0,9}))?S)?)?$/;
/** In a literal the letters may be small and the signs a plus. */
const DAYS_TIME_LITERAL =
  /^([+-]?)P(?:([+-]?\d+)D)?(?:T(?:([+-]?\d+)H)?(?:([+-]?\d+)M)?(?:([+-]?)(\d+)(?:[.,](\d{0,9}))?S)?)?$/i;

/** Times of a day in a region take the offset of this year; the engine takes that of today. */
const YEAR_OF_OFFSETS = 2024;

type Groups = readonly (string | undefined)[];

const dateFrom = ([year, month, day]: Groups): FeelDate | undefined => {
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  return isValidDate(date) ? new FeelDate(date) : undefined;
};

const timeFrom = ([hour, minute, second = '0', fraction = '']: Groups): LocalTime | undefined => {
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  return new LocalTime(seconds * NANOS_PER_SECOND + Number(fraction.padEnd(9, '0')));
};

/** Without a date 24:00 is midnight. */
const timeOfDayFrom = (groups: Groups): LocalTime | undefined => {
  const [hour, minute, second = '0', fraction = '0'] = groups;
  const isEnd = hour === '24' && [minute, second, fraction].every((part) => Number(part) === 0);
  return isEnd ? midnight : timeFrom(groups);
};

/** One of the two was in the text. */
const zoneFrom = (offset: string | undefined, zone: string | undefined): Zone | undefined => {
  if (zone !== undefined) return parseZone(zone);
  const offsetSeconds = parseOffset(offset ?? '');
  return offsetSeconds === undefined ? undefined : { offsetSeconds, zone: null };
};

export const parseDate = (text: string): FeelDate | undefined => {
  const groups = DATE_ONLY.exec(text);
  return groups ? dateFrom(groups.slice(1)) : undefined;
};

export const parseTime = (text: string): LocalTime | ZonedTime | undefined => {
  const local = LOCAL_TIME.exec(text);
  if (local) return timeOfDayFrom(local.slice(1));
  const zoned = ZONED_TIME.exec(text);
  const time = zoned?.[3] === undefined ? undefined : timeOfDayFrom(zoned.slice(1));
  return time && zonedTime(time, zoneFrom(zoned?.[5], zoned?.[6]));
};

const zonedTime = (time: LocalTime, zone: Zone | undefined): ZonedTime | undefined => {
  if (zone === undefined) return undefined;
  const offset = zone.zone === null ? zone.offsetSeconds : standardOffset(zone.zone, YEAR_OF_OFFSETS);
  return new ZonedTime(time, offset, zone.zone);
};

const zonedDateTime = (local: LocalDateTime, zone: Zone | undefined): ZonedDateTime | undefined => {
  if (zone === undefined) return undefined;
  return zone.zone === null ? atOffset(local, zone.offsetSeconds) : atZone(local, zone.zone);
};

const dateTimeFrom = (text: string, localPattern: RegExp): LocalDateTime | ZonedDateTime | undefined => {
  const dateOnly = DATE_ONLY.exec(text);
  const groups = dateOnly ?? localPattern.exec(text) ?? ZONED_DATE_TIME.exec(text);
  const date = groups ? dateFrom(groups.slice(1)) : undefined;
  const time = dateOnly ? midnight : groups ? timeFrom(groups.slice(4)) : undefined;
  if (!date || !time) return undefined;
  const local = new LocalDateTime(date, time);
  const isLocal = groups === null || groups.length <= 8;
  return isLocal ? local : zonedDateTime(local, zoneFrom(groups[8], groups[9]));
};

export const parseDateTime = (text: string): LocalDateTime | ZonedDateTime | undefined =>
  dateTimeFrom(text, LOCAL_DATE_TIME);

/** The text of `date and time("…")` in the expression itself. */
export const parseDateTimeLiteral = (text: string): LocalDateTime | ZonedDateTime | undefined =>
  dateTimeFrom(text, LOCAL_DATE_TIME_LITERAL);

export const parseDuration = (text: string): YearsMonthsDuration | DaysTimeDuration | undefined =>
  parseYearsMonths(text) ?? parseDaysTime(text, DAYS_TIME);

/** The text of `duration("…")` in the expression itself. */
export const parseDurationLiteral = (text: string): YearsMonthsDuration | DaysTimeDuration | undefined =>
  parseYearsMonths(text) ?? parseDaysTime(text, DAYS_TIME_LITERAL);

/** Years and months are 32-bit numbers for the engine, the seconds of a duration a 64-bit one. */
const MOST_OF_A_PERIOD = 2 ** 31 - 1;
const MOST_SECONDS = 2n ** 63n - 1n;

const parseYearsMonths = (text: string): YearsMonthsDuration | undefined => {
  const [found, sign, years, months] = YEARS_MONTHS.exec(text) ?? [];
  if (found === undefined || (years === undefined && months === undefined)) return undefined;
  if (Math.abs(Number(years ?? 0)) > MOST_OF_A_PERIOD || Math.abs(Number(months ?? 0)) > MOST_OF_A_PERIOD)
    return undefined;
  const total = Number(years ?? 0) * 12 + Number(months ?? 0);
  if (Math.trunc(Math.abs(total) / 12) > MOST_OF_A_PERIOD) return undefined;
  return new YearsMonthsDuration(sign === '-' && total !== 0 ? -total : total);
};

const parseDaysTime = (text: string, pattern: RegExp): DaysTimeDuration | undefined => {
  const [found, sign, days, hours, minutes, secondSign, seconds, fraction = ''] = pattern.exec(text) ?? [];
  if (found === undefined || text.endsWith('T') || (days ?? hours ?? minutes ?? seconds) === undefined)
    return undefined;
  const nanosOfSeconds = BigInt(seconds ?? 0) * BigInt(NANOS_PER_SECOND) + BigInt(fraction.padEnd(9, '0'));
  const minutesInAll = (BigInt(days ?? 0) * 24n + BigInt(hours ?? 0)) * 60n + BigInt(minutes ?? 0);
  if (minutesInAll * 60n + BigInt(seconds ?? 0) > MOST_SECONDS) return undefined;
  const nanos = minutesInAll * 60n * BigInt(NANOS_PER_SECOND) + (secondSign === '-' ? -nanosOfSeconds : nanosOfSeconds);
  return new DaysTimeDuration(sign === '-' ? -nanos : nanos);
};

/** Text of a literal `@"…"`: whatever temporal value it is. */
export const parseAtLiteral = (text: string): TemporalValue | undefined =>
  parseDate(text) ?? parseTime(text) ?? parseDateTime(text) ?? parseDuration(text);
