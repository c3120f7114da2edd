import type { ClockOptions, LegalDuration } from './clock-options.ts';
import { dayOf, instantOf, minutesFromTime, type DayNumber } from './local-time.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { addWorkingTime, shiftWorkingDays } from './working-time.ts';

const HOUR_MS = 3_600_000;

/**
 * From when an act counts: later than the cut-off on a working day it counts from the opening of the next working day.
 * On a day off the cut-off says nothing.
 */
export const effectiveStart = (calendar: WorkingCalendar, at: number, { cutOff, cutOffMode }: ClockOptions): number => {
  const day = dayOf(at);
  if (cutOff === null || !calendar.isWorkingDay(day)) return at;
  const limit = instantOf(day, minutesFromTime(cutOff));
  const isLate = cutOffMode === 'AT_OR_AFTER' ? at >= limit : at > limit;
  if (!isLate) return at;
  const next = calendar.workingDayFrom(day, 1);
  return calendar.intervalsOn(next)[0]?.from ?? at;
};

/** Closing of the day of an instant; of the next working day when that day is off or already closed. */
export const closingAtOrAfter = (calendar: WorkingCalendar, at: number): number => {
  const day = dayOf(at);
  const isOpen = calendar.isWorkingDay(day) && at <= calendar.closingOf(day);
  return calendar.closingOf(isOpen ? day : calendar.workingDayFrom(day, 1));
};

const afterWorkingDays = (
  calendar: WorkingCalendar,
  start: number,
  days: number,
  { dayCount }: ClockOptions,
): number => {
  const day = dayOf(start);
  const isDayOne = dayCount === 'INCLUDE_ACCEPTANCE_DAY' && calendar.isWorkingDay(day);
  const further = Math.max(0, isDayOne ? days - 1 : days);
  return further === 0
    ? closingAtOrAfter(calendar, start)
    : calendar.closingOf(shiftWorkingDays(calendar, day, further));
};

/** Closing of a calendar day, rolled to the next working day where the rule says so. */
export const closingOfCalendarDay = (
  calendar: WorkingCalendar,
  day: DayNumber,
  { calendarDayRoll }: ClockOptions,
): number =>
  calendar.closingOf(calendarDayRoll === 'NONE' || calendar.isWorkingDay(day) ? day : calendar.workingDayFrom(day, 1));

/**
 * Due instant without any pause, before rounding. Days that are not whole are counted as rolling hours, since they have no
 * closing time.
 */
export const nominalDue = (
  calendar: WorkingCalendar,
  start: number,
  { value, unit }: LegalDuration,
  options: ClockOptions,
): number => {
  switch (unit) {
    case 'workingHours':
      return addWorkingTime(calendar, start, value * HOUR_MS);
    case 'workingDays':
      return options.dayCount === 'ROLLING_HOURS' || !Number.isInteger(value)
        ? addWorkingTime(calendar, start, value * options.hoursPerDay * HOUR_MS)
        : afterWorkingDays(calendar, start, value, options);
    case 'days':
      return closingOfCalendarDay(calendar, dayOf(start) + Math.ceil(value), options);
  }
};
