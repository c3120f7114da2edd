import type { ClockView } from '../contracts/dossier.ts';
import type { ClockOptions } from './clock-options.ts';
import { MINUTE_MS } from './local-time.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { signedWorkingTime } from './working-time.ts';

/** What is known of a dossier's clock; instants in milliseconds since the epoch, minutes are working minutes. */
export type ClockReading = {
  /** Null until accepted. */
  readonly acceptedAt: number | null;
  readonly dueAt: number | null;
  readonly promisedAt: number | null;
  readonly pausedSince: number | null;
  readonly pauseReason: string | null;
  /** Left when the open pause ends. */
  readonly pausedRemaining: number | null;
  /** The clock no longer runs: settled, refused, withdrawn or stopped. */
  readonly stoppedAt: number | null;
  /** The whole limit. */
  readonly limit: number | null;
};

type State = ClockView['state'];

const stateOf = (reading: ClockReading, remaining: number | null, now: number, options: ClockOptions): State => {
  if (reading.stoppedAt !== null) return 'stopped';
  if (reading.pausedSince !== null) return 'paused';
  if (reading.dueAt === null || remaining === null) return 'none';
  if (now > reading.dueAt) return 'overdue';
  const threshold = Math.max(options.warningMinutes, options.warningShare * (reading.limit ?? 0));
  return remaining <= threshold ? 'warning' : 'safe';
};

const toText = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString());

/** The clock as people read it. A stopped clock shows how much was left when it stopped. */
export const readClock = (
  calendar: WorkingCalendar,
  reading: ClockReading,
  now: number,
  options: ClockOptions,
): ClockView => {
  const { dueAt, pausedSince, stoppedAt } = reading;
  const left = dueAt === null ? null : Math.floor(signedWorkingTime(calendar, stoppedAt ?? now, dueAt) / MINUTE_MS);
  const remaining = pausedSince !== null && stoppedAt === null ? reading.pausedRemaining : left;
  return {
    state: stateOf(reading, remaining, now, options),
    dueAt: toText(dueAt),
    promisedAt: toText(reading.promisedAt),
    pausedSince: stoppedAt === null ? toText(pausedSince) : null,
    pauseReason: stoppedAt === null ? reading.pauseReason : null,
    remainingMinutes: remaining,
  };
};
