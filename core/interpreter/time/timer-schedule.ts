import type { TimerKind } from '../../bpmn/executable-process.ts';
import { nextCron, parseCron } from './cron.ts';
import { parseDateTime } from './date-time.ts';
import { addDuration, parseDuration } from './duration.ts';

/** When a timer is due and how often it still fires; -1 = without end. */
export type Schedule = { readonly dueAt: number; readonly repetitions: number };

const MOST = 2 ** 31 - 1;

const scheduleCycle = (text: string, from: number): Schedule | undefined => {
  const cron = parseCron(text);
  if (cron) {
    const dueAt = nextCron(cron, from);
    // one that never comes fires once, at once, as in Zeebe
    return dueAt === undefined ? { dueAt: from, repetitions: 1 } : { dueAt, repetitions: -1 };
  }
  // a zone in the beginning may have slashes, too
  const [, count, begin = '', length] = /^R([-+]?\d+|)\/(?:(.*)\/)?([^/]*)$/s.exec(text) ?? [];
  const duration = parseDuration(length ?? '');
  const start = begin === '' ? undefined : parseDateTime(begin);
  const repetitions = count === '' ? -1 : Number(count);
  if (!duration || Math.abs(repetitions) > MOST || (begin !== '' && start === undefined)) return undefined;
  return { dueAt: start !== undefined && start > from ? start : addDuration(from, duration), repetitions };
};

/** The first firing of a timer; undefined when the text is of none of the forms of its kind. */
export const scheduleTimer = (kind: TimerKind, text: string, now: number): Schedule | undefined => {
  switch (kind) {
    case 'duration': {
      const duration = parseDuration(text);
      return duration && { dueAt: addDuration(now, duration), repetitions: 1 };
    }
    case 'date': {
      const dueAt = parseDateTime(text);
      return dueAt === undefined ? undefined : { dueAt, repetitions: 1 };
    }
    case 'cycle':
      return scheduleCycle(text, now);
  }
};

/**
 * The firing after one that was due at `dueAt`: counted from when it was due, so that it does not drift. One that is
 * missed already, or due just now, is not made up for: the next one is counted from now (Zeebe's interval with a start in the past).
 */
export const rescheduleTimer = (text: string, fired: Schedule, now: number): Schedule | undefined => {
  if (fired.repetitions !== -1 && fired.repetitions <= 1) return undefined;
  const cron = parseCron(text);
  if (cron) return scheduleCycle(text, now);
  const duration = parseDuration(text.split('/').at(-1) ?? '');
  if (!duration) return undefined;
  const repetitions = fired.repetitions === -1 ? -1 : fired.repetitions - 1;
  const dueAt = addDuration(fired.dueAt, duration);
  return { dueAt: dueAt > now ? dueAt : addDuration(now, duration), repetitions };
};
