import { dayOf, type DayNumber } from './local-time.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** The working day `count` working days after a day (before it, for a negative count); 0 gives the day itself. */
export const shiftWorkingDays = (calendar: WorkingCalendar, day: DayNumber, count: number): DayNumber => {
  const step = count < 0 ? -1 : 1;
  let shifted = day;
  for (let left = Math.abs(count); left > 0; left--) shifted = calendar.workingDayFrom(shifted, step);
  return shifted;
};

/** Working days in (from, to], as local days. */
export const countWorkingDays = (calendar: WorkingCalendar, from: DayNumber, to: DayNumber): number => {
  let count = 0;
  for (let day = from + 1; day <= to; day++) if (calendar.isWorkingDay(day)) count++;
  return count;
};

/** Working milliseconds within [from, to); 0 when `to` is not later. */
export const workingTimeBetween = (calendar: WorkingCalendar, from: number, to: number): number => {
  let sum = 0;
  for (let day = dayOf(from); day <= dayOf(to); day++) {
    for (const interval of calendar.intervalsOn(day))
      sum += Math.max(0, Math.min(to, interval.to) - Math.max(from, interval.from));
  }
  return sum;
};

/** Working milliseconds from `from` to `to`, negative when `to` is earlier. */
export const signedWorkingTime = (calendar: WorkingCalendar, from: number, to: number): number =>
  to >= from ? workingTimeBetween(calendar, from, to) : 0 - workingTimeBetween(calendar, to, from);

/**
 * The instant at which `amount` working milliseconds after `from` have passed. It is the end of an interval (11:30) and
 * never the start of the next one (13:00).
 */
export const addWorkingTime = (calendar: WorkingCalendar, from: number, amount: number): number => {
  if (amount <= 0) return from;
  let left = amount;
  for (let day = dayOf(from); ; day = calendar.workingDayFrom(day, 1)) {
    for (const interval of calendar.intervalsOn(day)) {
      const start = Math.max(from, interval.from);
      const available = interval.to - start;
      if (available <= 0) continue;
      if (left <= available) return start + left;
      left -= available;
    }
  }
};
