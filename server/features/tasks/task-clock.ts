import { defaultClockOptions } from '../../../core/calendar/clock-options.ts';
import { readClock } from '../../../core/calendar/clock-state.ts';
import { MINUTE_MS } from '../../../core/calendar/local-time.ts';
import type { ClockFacts } from '../../../core/calendar/recompute-due.ts';
import { createWorkingCalendar, type CalendarRow } from '../../../core/calendar/working-calendar.ts';
import { signedWorkingTime } from '../../../core/calendar/working-time.ts';
import type { ClockView } from '../../../core/contracts/dossier.ts';

/** What the read tables know of the clock of a task's dossier. */
export type TaskClockRow = {
  /** Fixed at acceptance; null before. */
  readonly terms: ClockFacts | null;
  readonly acceptedAt: Date | null;
  /** Due instant as moved by the pauses; kept while paused. */
  readonly currentDueAt: Date | null;
  readonly promisedAt: Date | null;
  readonly pausedSince: Date | null;
  readonly pauseReason: string | null;
  readonly stoppedAt: Date | null;
  /** Working minutes. */
  readonly limitMinutes: number | null;
};
export type ReadTaskClock = (row: TaskClockRow, now: number) => ClockView;

const ms = (date: Date | null): number | null => date?.getTime() ?? null;
const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

/** Without terms there is no working calendar to count on: the instants are shown, minutes are not. */
const withoutTerms = (row: TaskClockRow): ClockView => ({
  state: row.stoppedAt ? 'stopped' : row.pausedSince ? 'paused' : 'none',
  dueAt: iso(row.currentDueAt),
  promisedAt: iso(row.promisedAt),
  pausedSince: iso(row.pausedSince),
  pauseReason: row.pauseReason,
  remainingMinutes: null,
});

/** The clock of tasks on the calendar of the site; hours and conventions are those fixed when the dossier was accepted. */
export const createReadTaskClock =
  (calendarRows: () => readonly CalendarRow[]): ReadTaskClock =>
  (row, now) => {
    const { terms } = row;
    if (!terms) return withoutTerms(row);
    const calendar = createWorkingCalendar(terms.hours, calendarRows());
    const [dueAt, pausedSince] = [ms(row.currentDueAt), ms(row.pausedSince)];
    const pausedRemaining =
      dueAt === null || pausedSince === null
        ? null
        : Math.floor(signedWorkingTime(calendar, pausedSince, dueAt) / MINUTE_MS);
    return readClock(
      calendar,
      {
        ...{ dueAt, pausedSince, pausedRemaining, pauseReason: row.pauseReason, limit: row.limitMinutes },
        ...{ acceptedAt: ms(row.acceptedAt), promisedAt: ms(row.promisedAt), stoppedAt: ms(row.stoppedAt) },
      },
      now,
      { ...defaultClockOptions, ...terms.options },
    );
  };
