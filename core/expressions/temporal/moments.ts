import { addMonths, fromEpochDay, isValidDate, toEpochDay } from './calendar.ts';
import { FeelDate, LocalDateTime, LocalTime, ZonedDateTime, type ZonedTime } from './temporal-value.ts';
import { offsetAt, offsetAtLocal } from './zones.ts';

export const NANOS_PER_SECOND = 1_000_000_000;
export const NANOS_PER_DAY = 86_400 * NANOS_PER_SECOND;
const DAY = BigInt(NANOS_PER_DAY);

export const midnight = new LocalTime(0);

/** Nanoseconds since the local epoch. */
export const localNanos = ({ date, time }: LocalDateTime): bigint =>
  BigInt(toEpochDay(date)) * DAY + BigInt(time.nanoOfDay);

export const localSecond = (local: LocalDateTime): number =>
  toEpochDay(local.date) * 86_400 + Math.floor(local.time.nanoOfDay / NANOS_PER_SECOND);

const checked = (date: FeelDate): FeelDate => {
  if (!isValidDate(date)) throw new RangeError('The date is out of range');
  return date;
};

export const localFromNanos = (nanos: bigint): LocalDateTime => {
  const ofDay = ((nanos % DAY) + DAY) % DAY;
  const date = checked(new FeelDate(fromEpochDay(Number((nanos - ofDay) / DAY))));
  return new LocalDateTime(date, new LocalTime(Number(ofDay)));
};

export const addNanos = (local: LocalDateTime, nanos: bigint): LocalDateTime =>
  localFromNanos(localNanos(local) + nanos);

export const addMonthsToDate = (date: FeelDate, months: number): FeelDate =>
  checked(new FeelDate(addMonths(date, months)));

/** Nanoseconds since the epoch, UTC. */
export const instantNanos = (moment: ZonedDateTime): bigint =>
  localNanos(moment.local) - BigInt(moment.offsetSeconds) * BigInt(NANOS_PER_SECOND);

/** @param zone null for a fixed offset */
export const atInstant = (nanos: bigint, offsetSeconds: number, zone: string | null): ZonedDateTime => {
  const second = Number(nanos / BigInt(NANOS_PER_SECOND));
  const offset = zone === null ? offsetSeconds : offsetAt(zone, second);
  return new ZonedDateTime(localFromNanos(nanos + BigInt(offset) * BigInt(NANOS_PER_SECOND)), offset, zone);
};

export const atZone = (local: LocalDateTime, zone: string, preferredOffset?: number): ZonedDateTime => {
  const offset = offsetAtLocal(zone, localSecond(local), preferredOffset);
  const moment = new ZonedDateTime(local, offset, zone);
  // A local time in a gap does not exist: the instant tells which one is meant.
  return atInstant(instantNanos(moment), offset, zone);
};

export const atOffset = (local: LocalDateTime, offsetSeconds: number): ZonedDateTime =>
  new ZonedDateTime(local, offsetSeconds, null);

export const withDate = (date: FeelDate, { time, offsetSeconds, zone }: ZonedTime): ZonedDateTime => {
  const local = new LocalDateTime(date, time);
  return zone === null ? atOffset(local, offsetSeconds) : atZone(local, zone);
};

/** Nanoseconds from midnight UTC; what times with an offset are compared by. */
export const utcNanosOfTime = (time: ZonedTime): number => time.time.nanoOfDay - time.offsetSeconds * NANOS_PER_SECOND;

/** Wraps around midnight. */
export const addNanosToTime = (time: LocalTime, nanos: bigint): LocalTime =>
  new LocalTime(Number((((BigInt(time.nanoOfDay) + nanos) % DAY) + DAY) % DAY));
