import type { ClockOptions, LegalDuration } from './clock-options.ts';
import { dayOf, MINUTE_MS } from './local-time.ts';
import { closingAtOrAfter, closingOfCalendarDay, effectiveStart, nominalDue } from './nominal-due.ts';
import { combinePauses, type Pause } from './pauses.ts';
import type { Interval, WorkingCalendar } from './working-calendar.ts';
import {
  addWorkingTime,
  countWorkingDays,
  shiftWorkingDays,
  signedWorkingTime,
  workingTimeBetween,
} from './working-time.ts';

/** What the law allows for one dossier, and how it is counted. */
export type ClockTerms = { readonly duration: LegalDuration; readonly options: ClockOptions };

/** `dueAt`: milliseconds since the epoch; null while a pause is open, and then `remainingMinutes` (working) are left after it. */
export type Due = { readonly dueAt: number | null; readonly remainingMinutes: number | null };

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const addCalendarPauses = (
  calendar: WorkingCalendar,
  due: number,
  pauses: readonly Interval[],
  options: ClockOptions,
): number => {
  if (pauses.length === 0) return due;
  const moved = due + sum(pauses.map(({ from, to }) => to - from));
  const day = dayOf(moved);
  if (!calendar.isWorkingDay(day)) return closingOfCalendarDay(calendar, day, options);
  return closingAtOrAfter(calendar, moved);
};

const addPauses = (
  calendar: WorkingCalendar,
  due: number,
  pauses: readonly Interval[],
  { duration, options }: ClockTerms,
): number => {
  if (duration.unit === 'days') return addCalendarPauses(calendar, due, pauses, options);
  if (options.pauseUnit === 'WHOLE_DAYS') {
    const days = sum(pauses.map(({ from, to }) => countWorkingDays(calendar, dayOf(from), dayOf(to))));
    return days === 0 ? due : calendar.closingOf(shiftWorkingDays(calendar, dayOf(due), days));
  }
  return addWorkingTime(calendar, due, sum(pauses.map(({ from, to }) => workingTimeBetween(calendar, from, to))));
};

const round = (calendar: WorkingCalendar, due: number, { dueRounding }: ClockOptions): number =>
  dueRounding === 'END_OF_DAY' ? closingAtOrAfter(calendar, due) : due;

/**
 * The due instant of a dossier: the limit from valid acceptance, moved by every pause. Source: the conventions of
 * NĐ 118/2025 as parameters in `ClockOptions`.
 * @param acceptedAt milliseconds since the epoch
 */
export const computeDue = (
  calendar: WorkingCalendar,
  acceptedAt: number,
  terms: ClockTerms,
  pauses: readonly Pause[],
): Due => {
  const { duration, options } = terms;
  const start = effectiveStart(calendar, acceptedAt, options);
  const resumed = options.cutOffOnResume
    ? pauses.map((pause) => ({ ...pause, to: pause.to === null ? null : effectiveStart(calendar, pause.to, options) }))
    : pauses;
  const { closed, openSince } = combinePauses(resumed, start);
  const due = addPauses(calendar, nominalDue(calendar, start, duration, options), closed, terms);
  if (openSince === null) return { dueAt: round(calendar, due, options), remainingMinutes: null };
  return { dueAt: null, remainingMinutes: Math.floor(signedWorkingTime(calendar, openSince, due) / MINUTE_MS) };
};

/** The whole limit in working minutes, pauses left out: what "20 % left" is a share of. */
export const limitMinutes = (
  calendar: WorkingCalendar,
  acceptedAt: number,
  { duration, options }: ClockTerms,
): number => {
  const start = effectiveStart(calendar, acceptedAt, options);
  return Math.floor(workingTimeBetween(calendar, start, nominalDue(calendar, start, duration, options)) / MINUTE_MS);
};
