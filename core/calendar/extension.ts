import type { ClockOptions, LegalDuration } from './clock-options.ts';
import { dayOf } from './local-time.ts';
import { closingOfCalendarDay } from './nominal-due.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { addWorkingTime, shiftWorkingDays } from './working-time.ts';

const HOUR_MS = 3_600_000;

/** The new promised date when a limit is extended (apology letter M04). */
export const extendDue = (
  calendar: WorkingCalendar,
  dueAt: number,
  { value, unit }: LegalDuration,
  options: ClockOptions,
): number => {
  switch (unit) {
    case 'workingHours':
      return addWorkingTime(calendar, dueAt, value * HOUR_MS);
    case 'workingDays':
      return Number.isInteger(value)
        ? calendar.closingOf(shiftWorkingDays(calendar, dayOf(dueAt), value))
        : addWorkingTime(calendar, dueAt, value * options.hoursPerDay * HOUR_MS);
    case 'days':
      return closingOfCalendarDay(calendar, dayOf(dueAt) + Math.ceil(value), options);
  }
};

/** Until when the apology must have left: closing of a working day before the promised day. NĐ 61/2018 Đ.19. */
export const apologyDeadline = (
  calendar: WorkingCalendar,
  promisedAt: number,
  { apologyLead }: ClockOptions,
): number => {
  const day = dayOf(promisedAt);
  if (apologyLead.unit === 'workingDays')
    return calendar.closingOf(shiftWorkingDays(calendar, day, -apologyLead.value));
  const before = day - apologyLead.value;
  return calendar.closingOf(calendar.isWorkingDay(before) ? before : calendar.workingDayFrom(before, -1));
};
