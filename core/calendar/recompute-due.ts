import { computeDue, type ClockTerms, type Due } from './legal-clock.ts';
import type { Pause } from './pauses.ts';
import { createWorkingCalendar, type CalendarRow, type UnitHours } from './working-calendar.ts';

/**
 * What acceptance fixed for a dossier, kept with it: later changes of a unit's hours, a procedure or a setting do not move
 * a promised date.
 */
export type ClockFacts = ClockTerms & {
  /** Milliseconds since the epoch. */
  readonly acceptedAt: number;
  readonly hours: UnitHours;
  readonly calendarVersion: string;
};

export type RecomputeDue = (facts: ClockFacts, pauses: readonly Pause[]) => Due;

/** The due instant after pauses have changed, on the calendar of the site. */
export const createRecomputeDue =
  (rows: readonly CalendarRow[]): RecomputeDue =>
  (facts, pauses) =>
    computeDue(createWorkingCalendar(facts.hours, rows), facts.acceptedAt, facts, pauses);
