import { parseCronField, readCronNumber, type CronRange } from './cron-field.ts';

/** A day of the calendar: month 1-12, day of the week 0-6 from Sunday, days of its month. */
export type CronDay = {
  readonly day: number;
  readonly weekday: number;
  readonly length: number;
};
export type CronDayRule = (date: CronDay) => boolean;

const DAYS: CronRange = { low: 1, high: 31, backwards: 'first' };
const WEEKDAYS: CronRange = {
  low: 0,
  high: 7,
  names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
  backwards: 'around',
};

const weekdayOf = (date: CronDay, day: number): number => (((date.weekday + day - date.day) % 7) + 7) % 7;

/** The working day (Monday to Friday) nearest to a day, without leaving the month. */
const workdayNear = (date: CronDay, day: number): number => {
  const weekday = weekdayOf(date, day);
  if (weekday === 6) return day > 1 ? day - 1 : day + 2;
  if (weekday === 0) return day < date.length ? day + 1 : day - 2;
  return day;
};

const dayOfMonthPart = (part: string): CronDayRule | undefined => {
  if (part === 'L') return ({ day, length }) => day === length;
  if (part === 'LW') return (date) => date.day === workdayNear(date, date.length);
  const back = /^L-([1-9]\d*)$/.exec(part)?.[1];
  if (back !== undefined) return ({ day, length }) => day === length - Number(back);
  const near = /^(\d+)W$/.exec(part)?.[1];
  if (near !== undefined) return (date) => Number(near) <= date.length && date.day === workdayNear(date, Number(near));
  const values = parseCronField(part, DAYS);
  return values && (({ day }) => values.has(day));
};

const dayOfWeekPart = (part: string): CronDayRule | undefined => {
  const last = /^(\w+)L$/.exec(part)?.[1];
  const lastWeekday = last === undefined ? NaN : readCronNumber(last, WEEKDAYS);
  if (lastWeekday <= 7) return ({ day, weekday, length }) => weekday === lastWeekday % 7 && day + 7 > length;
  const [name = '', nth] = part.split('#');
  if (nth !== undefined) {
    const wanted = readCronNumber(name, WEEKDAYS);
    if (!(wanted <= 7) || !/^\d$/.test(nth)) return undefined;
    return ({ day, weekday }) => weekday === wanted % 7 && Math.ceil(day / 7) === Number(nth);
  }
  const values = parseCronField(part, WEEKDAYS);
  return values && (({ weekday }) => values.has(weekday) || (weekday === 0 && values.has(7)));
};

const anyOf = (text: string, read: (part: string) => CronDayRule | undefined): CronDayRule | undefined => {
  if (text === '?') return () => true;
  const rules = text.toUpperCase().split(',').map(read);
  return rules.every((rule) => rule !== undefined) ? (date) => rules.some((rule) => rule(date)) : undefined;
};

/** Days of the month: numbers, `L` (the last), `L-3` (three before it), `15W` (working day nearest to it), `LW`. */
export const parseDaysOfMonth = (text: string): CronDayRule | undefined => anyOf(text, dayOfMonthPart);
/** Days of the week: numbers (0 and 7 = Sunday) or names, `FRIL` (the last one of the month), `MON#2` (the second). */
export const parseDaysOfWeek = (text: string): CronDayRule | undefined => anyOf(text, dayOfWeekPart);
