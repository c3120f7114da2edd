import { defaultClockOptions } from '../../../core/calendar/clock-options.ts';
import { readClock } from '../../../core/calendar/clock-state.ts';
import { MINUTE_MS } from '../../../core/calendar/local-time.ts';
import type { ClockFacts } from '../../../core/calendar/recompute-due.ts';
import { createWorkingCalendar, type CalendarRow } from '../../../core/calendar/working-calendar.ts';
import { signedWorkingTime } from '../../../core/calendar/working-time.ts';
import type { ClockView } from '../../../core/contracts/dossier.ts';

/** What the tables know of a clock: `clock_terms` and `promised_at` of dossier, the rest of dossier_progress (null = no row yet). */
export type ClockColumns = {
  readonly clockTerms: ClockFacts | null;
  readonly acceptedAt: Date | null;
  readonly promisedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly clock: string | null;
  readonly currentDueAt: Date | null;
  readonly pausedSince: Date | null;
  readonly pauseReason: string | null;
  readonly settledAt: Date | null;
  readonly limitMinutes: number | null;
};
/** The columns of ClockColumns for a query over `dossier d left join dossier_progress p`. */
export const clockColumns = [
  'd.clockTerms',
  'd.acceptedAt',
  'd.promisedAt',
  'd.finishedAt',
  'p.clock',
  'p.currentDueAt',
  'p.pausedSince',
  'p.pauseReason',
  'p.settledAt',
  'p.limitMinutes',
] as const;

const none: ClockView = {
  state: 'none',
  dueAt: null,
  promisedAt: null,
  pausedSince: null,
  pauseReason: null,
  remainingMinutes: null,
};
const time = (at: Date | null): number | null => at?.getTime() ?? null;

const stoppedAt = ({ clock, settledAt, finishedAt }: ClockColumns): number | null =>
  clock === 'STOPPED' || finishedAt !== null ? time(settledAt ?? finishedAt) : null;

/** The clock of a dossier as people read it. @param now milliseconds since the epoch */
export const readDossierClock = (row: ClockColumns, calendarRows: readonly CalendarRow[], now: number): ClockView => {
  const promised = row.promisedAt?.toISOString() ?? null;
  if (row.clockTerms === null)
    return { ...none, promisedAt: promised, state: stoppedAt(row) === null ? 'none' : 'stopped' };
  const calendar = createWorkingCalendar(row.clockTerms.hours, calendarRows);
  const due = time(row.currentDueAt ?? row.promisedAt);
  const pausedSince = row.clock === 'PAUSED' ? time(row.pausedSince) : null;
  const left =
    pausedSince === null || due === null ? null : Math.floor(signedWorkingTime(calendar, pausedSince, due) / MINUTE_MS);
  return readClock(
    calendar,
    {
      acceptedAt: time(row.acceptedAt),
      promisedAt: time(row.promisedAt),
      dueAt: pausedSince === null ? due : null,
      pausedSince,
      pauseReason: pausedSince === null ? null : row.pauseReason,
      pausedRemaining: left,
      stoppedAt: stoppedAt(row),
      limit: row.limitMinutes,
    },
    now,
    { ...defaultClockOptions, ...row.clockTerms.options },
  );
};
