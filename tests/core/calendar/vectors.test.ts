import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultClockOptions, type ClockOptions, type LegalDuration } from '../../../core/calendar/clock-options.ts';
import { apologyDeadline, extendDue } from '../../../core/calendar/extension.ts';
import { computeDue } from '../../../core/calendar/legal-clock.ts';
import { instantFromLocal, toLocal } from '../../../core/calendar/local-time.ts';
import { createWorkingCalendar, type CalendarRow, type UnitHours } from '../../../core/calendar/working-calendar.ts';

type Case = {
  readonly id: string;
  readonly unitHours: string;
  readonly start: string;
  readonly duration: LegalDuration;
  readonly cutOff: string | null;
  readonly pauses: readonly { from: string; to: string | null; reason: string }[];
  readonly options?: Partial<ClockOptions>;
  readonly expectedDue: string | null;
  readonly expectedRemainingMinutes?: number;
  readonly extension?: LegalDuration;
  readonly expectedExtendedDue?: string;
  readonly expectedApologyBy?: string;
  readonly why: string;
};
const vectors = JSON.parse(readFileSync(join(import.meta.dirname, 'vectors.json'), 'utf8')) as {
  calendar: CalendarRow[];
  workingTime: { unitHours: Record<string, UnitHours>; cases: Case[] };
};
const run = (vector: Case) => {
  const hours = vectors.workingTime.unitHours[vector.unitHours];
  if (!hours) throw new Error(`No hours ${vector.unitHours}`);
  const calendar = createWorkingCalendar(hours, vectors.calendar);
  const options = { ...defaultClockOptions, cutOff: vector.cutOff, ...vector.options };
  const pauses = vector.pauses.map(({ from, to, reason }) => ({
    from: instantFromLocal(from),
    to: to === null ? null : instantFromLocal(to),
    reason,
  }));
  return {
    calendar,
    options,
    due: computeDue(calendar, instantFromLocal(vector.start), { duration: vector.duration, options }, pauses),
  };
};

describe('working time of the domain vectors', () => {
  it('holds every case', () => {
    expect(vectors.workingTime.cases).toHaveLength(58);
  });

  it.each(vectors.workingTime.cases.map((vector) => [`${vector.id}: ${vector.why}`, vector] as const))(
    '%s',
    (_, vector) => {
      const { due } = run(vector);
      expect({ due: due.dueAt === null ? null : toLocal(due.dueAt), remaining: due.remainingMinutes }).toEqual({
        due: vector.expectedDue,
        remaining: vector.expectedRemainingMinutes ?? null,
      });
    },
  );

  it.each(
    vectors.workingTime.cases.flatMap((vector) =>
      vector.extension ? [[vector.id, vector, vector.extension] as const] : [],
    ),
  )('%s: extension and apology', (_, vector, extension) => {
    const { calendar, options, due } = run(vector);
    const at = due.dueAt ?? NaN;
    expect([
      toLocal(extendDue(calendar, at, extension, options)),
      toLocal(apologyDeadline(calendar, at, options)),
    ]).toEqual([vector.expectedExtendedDue, vector.expectedApologyBy]);
  });
});
