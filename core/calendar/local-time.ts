/** Minutes from UTC to Asia/Ho_Chi_Minh: +07:00 all year, no daylight saving. */
const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;

/** Local days since 1970-01-01. */
export type DayNumber = number;

/** The local day on which an instant (milliseconds since the epoch) falls. */
export const dayOf = (instant: number): DayNumber => Math.floor((instant + OFFSET_MS) / DAY_MS);

/** The instant at which `minute` minutes of a local day have passed. */
export const instantOf = (day: DayNumber, minute: number): number => day * DAY_MS - OFFSET_MS + minute * MINUTE_MS;

/** yyyy-mm-dd of a local day. */
export const dateOf = (day: DayNumber): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Minutes since midnight. @param time hh:mm, 24:00 allowed as the end of a day @throws RangeError not a time */
export const minutesFromTime = (time: string): number => {
  const [, hours, minutes] = /^(\d{2}):([0-5]\d)$/.exec(time) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  if (Number.isNaN(total) || total > 1440) throw new RangeError(`${time} is no time of a day`);
  return total;
};

export const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const;
export type Weekday = (typeof weekdays)[number];
/** 1970-01-01 was a Thursday. */
export const weekdayOf = (day: DayNumber): Weekday => weekdays[(((day + 4) % 7) + 7) % 7] as Weekday;

/** The instant of a local time without offset, as vectors and papers write it. @param text yyyy-mm-ddThh:mm[:ss] */
export const instantFromLocal = (text: string): number => Date.parse(`${text}Z`) - OFFSET_MS;

/** yyyy-mm-ddThh:mm:ss in the local zone. */
export const toLocal = (instant: number): string => new Date(instant + OFFSET_MS).toISOString().slice(0, 19);
