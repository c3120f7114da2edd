import { parseDaysOfMonth, parseDaysOfWeek, type CronDayRule } from './cron-days.ts';
import { parseCronField, type CronRange } from './cron-field.ts';

/** A cron expression of six fields: second, minute, hour, day of month, month, day of week. */
export type Cron = {
  readonly seconds: ReadonlySet<number>;
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly dayOfMonth: CronDayRule;
  readonly dayOfWeek: CronDayRule;
};

const SIXTIETHS: CronRange = { low: 0, high: 59 };
const HOURS: CronRange = { low: 0, high: 23 };
const MONTHS: CronRange = {
  low: 1,
  high: 12,
  names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
  backwards: 'first',
};
const macros: Readonly<Record<string, string>> = {
  '@yearly': '0 0 0 1 1 *',
  '@annually': '0 0 0 1 1 *',
  '@monthly': '0 0 0 1 * *',
  '@weekly': '0 0 0 * * 0',
  '@daily': '0 0 0 * * *',
  '@midnight': '0 0 0 * * *',
  '@hourly': '0 0 * * * *',
};

/** Undefined for a text that is no cron expression of this form. */
export const parseCron = (text: string): Cron | undefined => {
  const parts = (macros[text.trim().toLowerCase()] ?? text).trim().split(/\s+/);
  const [second = '', minute = '', hour = '', day = '', month = '', weekday = ''] = parts;
  const seconds = parseCronField(second, SIXTIETHS);
  const minutes = parseCronField(minute, SIXTIETHS);
  const hours = parseCronField(hour, HOURS);
  const months = parseCronField(month, MONTHS);
  // a day must be named somewhere
  const dayOfMonth = day === '?' && weekday === '?' ? () => false : parseDaysOfMonth(day);
  const dayOfWeek = parseDaysOfWeek(weekday);
  if (parts.length !== 6 || !seconds || !minutes || !hours || !months || !dayOfMonth || !dayOfWeek) return undefined;
  return { seconds, minutes, hours, months, dayOfMonth, dayOfWeek };
};

const DAY = 86_400_000;

const isDay = ({ months, dayOfMonth, dayOfWeek }: Cron, date: Date): boolean => {
  const month = date.getUTCMonth() + 1;
  if (!months.has(month)) return false;
  const length = new Date(Date.UTC(date.getUTCFullYear(), month, 0)).getUTCDate();
  const day = { day: date.getUTCDate(), weekday: date.getUTCDay(), length };
  return dayOfMonth(day) && dayOfWeek(day);
};

/** The first moment after `from` (UTC) that the expression names; undefined when none comes within eight years. */
export const nextCron = (cron: Cron, from: number): number | undefined => {
  let time = (Math.floor(from / 1000) + 1) * 1000;
  const end = time + 8 * 366 * DAY;
  while (time < end) {
    const date = new Date(time);
    if (!isDay(cron, date)) time = (Math.floor(time / DAY) + 1) * DAY;
    else if (!cron.hours.has(date.getUTCHours())) time = (Math.floor(time / 3_600_000) + 1) * 3_600_000;
    else if (!cron.minutes.has(date.getUTCMinutes())) time = (Math.floor(time / 60_000) + 1) * 60_000;
    else if (!cron.seconds.has(date.getUTCSeconds())) time += 1000;
    else return time;
  }
  return undefined;
};
