import { toEpochDay } from './calendar.ts';

const SECONDS_PER_DAY = 86_400;
/** Days of 400 years: the calendar repeats, and the rules of a zone repeat for far years. */
const DAYS_PER_ERA = 146_097;
const FIRST_SECOND = toEpochDay({ year: -9000, month: 1, day: 1 }) * SECONDS_PER_DAY;
const LAST_SECOND = toEpochDay({ year: 9000, month: 1, day: 1 }) * SECONDS_PER_DAY;

const formats = new Map<string, Intl.DateTimeFormat | null>();

const formatOf = (zone: string): Intl.DateTimeFormat | null => {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = createFormat(zone);
  formats.set(zone, format);
  return format;
};

/** Short names of the zone database of the engine; other names of three letters are unknown to it, though the platform has some. */
const SHORT_NAMES: ReadonlySet<string> = new Set(['CET', 'EET', 'GMT', 'MET', 'PRC', 'ROK', 'UCT', 'UTC', 'WET']);

const createFormat = (zone: string): Intl.DateTimeFormat | null => {
  // Regions only, written as in the zone database: "+01:00" is an offset and "europe/berlin" is unknown.
  if (!/^[A-Z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/.test(zone)) return null;
  if (zone.length === 3 && !SHORT_NAMES.has(zone)) return null;
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return null;
  }
};

export const isRegion = (zone: string): boolean => formatOf(zone) !== null;

/** `UTC`, `GMT+07:00`: such a name tells its offset. */
const FIXED = /^(?:UTC|GMT|UT)(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/;

const fixedOffset = (zone: string): number | undefined => {
  const [found, sign, hours = 0, minutes = 0, seconds = 0] = FIXED.exec(zone) ?? [];
  if (found === undefined) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
};

/** A far second is moved by whole 400 years into the range that the platform can format. */
const within = (second: number): number => {
  const era = DAYS_PER_ERA * SECONDS_PER_DAY;
  if (second > LAST_SECOND) return second - Math.ceil((second - LAST_SECOND) / era) * era;
  return second < FIRST_SECOND ? second + Math.ceil((FIRST_SECOND - second) / era) * era : second;
};

/** Start of the calendar reform: before it the platform counts Julian days. */
const REFORM = toEpochDay({ year: 1582, month: 10, day: 15 }) * SECONDS_PER_DAY;

/**
 * @param second of the epoch, UTC
 * @returns seconds east of UTC
 * @throws RangeError unknown zone
 */
export const offsetAt = (zone: string, second: number): number => {
  const fixed = fixedOffset(zone);
  if (fixed !== undefined) return fixed;
  const format = formatOf(zone);
  if (format === null) throw new RangeError(`Unknown time zone ${zone}`);
  // Long before any zone had rules the local mean time applies, whatever the year.
  const moment = second < REFORM ? REFORM : within(second);
  const parts = new Map(format.formatToParts(moment * 1000).map((part) => [part.type, Number(part.value)]));
  const field = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const day = toEpochDay({ year: field('year'), month: field('month'), day: field('day') });
  return day * SECONDS_PER_DAY + field('hour') * 3600 + field('minute') * 60 + field('second') - moment;
};

/**
 * Offset of a local time. In an overlap the earlier offset wins unless another is preferred; in a gap the one before it applies, so that
 * the time moves forward.
 */
export const offsetAtLocal = (zone: string, localSecond: number, preferred?: number): number => {
  const before = offsetAt(zone, localSecond - SECONDS_PER_DAY);
  const after = offsetAt(zone, localSecond + SECONDS_PER_DAY);
  const fits = (offset: number): boolean => offsetAt(zone, localSecond - offset) === offset;
  if (preferred !== undefined && fits(preferred)) return preferred;
  return !fits(before) && fits(after) ? after : before;
};

/** Offset without daylight saving time in a year, for times of a day that have a zone but no date. */
export const standardOffset = (zone: string, year: number): number => {
  const at = (month: number): number => offsetAt(zone, toEpochDay({ year, month, day: 1 }) * SECONDS_PER_DAY);
  return Math.min(at(1), at(7));
};
