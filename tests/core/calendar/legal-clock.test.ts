import fc from 'fast-check';
import { defaultClockOptions, type ClockOptions } from '../../../core/calendar/clock-options.ts';
import { readClock, type ClockReading } from '../../../core/calendar/clock-state.ts';
import { apologyDeadline } from '../../../core/calendar/extension.ts';
import { computeDue, limitMinutes } from '../../../core/calendar/legal-clock.ts';
import { instantFromLocal, toLocal } from '../../../core/calendar/local-time.ts';
import { combinePauses } from '../../../core/calendar/pauses.ts';
import { createRecomputeDue } from '../../../core/calendar/recompute-due.ts';
import {
  createWorkingCalendar,
  NoWorkingTimeError,
  type CalendarRow,
  type UnitHours,
} from '../../../core/calendar/working-calendar.ts';
import { addWorkingTime, workingTimeBetween } from '../../../core/calendar/working-time.ts';

const day = [
  ['07:30', '11:30'],
  ['13:00', '17:00'],
] as const;
const office: UnitHours = { weekly: { MON: day, TUE: day, WED: day, THU: day, FRI: day }, makeUpPattern: 'MON' };
const rows: readonly CalendarRow[] = [
  { date: '2026-02-16', kind: 'HOLIDAY' },
  { date: '2026-02-17', kind: 'HOLIDAY' },
  { date: '2026-02-18', kind: 'HOLIDAY' },
  { date: '2026-01-02', kind: 'COMPENSATION_OFF' },
  { date: '2026-01-10', kind: 'WORKING_WEEKEND' },
];
const calendar = createWorkingCalendar(office, rows);
const at = instantFromLocal;
const HOUR = 3_600_000;
const anyInstant = fc.integer({ min: at('2026-01-01T00:00:00'), max: at('2026-12-01T00:00:00') });
const anyAmount = fc.integer({ min: 1, max: 100 * HOUR });
const withOptions = (options: Partial<ClockOptions>): ClockOptions => ({ ...defaultClockOptions, ...options });

describe('working time', () => {
  it('adds exactly what lies between', () => {
    fc.assert(
      fc.property(anyInstant, anyAmount, (from, amount) => {
        expect(workingTimeBetween(calendar, from, addWorkingTime(calendar, from, amount))).toBe(amount);
      }),
    );
  });

  it('ends within work and never at an opening', () => {
    fc.assert(
      fc.property(anyInstant, anyAmount, (from, amount) => {
        const end = addWorkingTime(calendar, from, amount);
        expect(workingTimeBetween(calendar, end - 1, end)).toBe(1);
      }),
    );
  });

  it('is the sum of its parts', () => {
    fc.assert(
      fc.property(anyInstant, anyInstant, anyInstant, (...instants) => {
        const [a, b, c] = instants.sort((x, y) => x - y);
        expect(workingTimeBetween(calendar, a, c)).toBe(
          workingTimeBetween(calendar, a, b) + workingTimeBetween(calendar, b, c),
        );
      }),
    );
  });

  it('says so when a unit never works', () => {
    const never = createWorkingCalendar({ weekly: {} }, []);
    expect(() => addWorkingTime(never, at('2026-06-08T09:00:00'), HOUR)).toThrow(NoWorkingTimeError);
  });

  it.each([
    [[['11:30', '07:30']]],
    [
      [
        ['07:30', '11:30'],
        ['11:00', '17:00'],
      ],
    ],
    [[['7:30', '11:30']]],
  ] as [string, string][][][])('refuses hours that are no hours: %j', (intervals) => {
    expect(() => createWorkingCalendar({ weekly: { MON: intervals } }, [])).toThrow(RangeError);
  });
});

describe('pauses', () => {
  const from = at('2026-06-08T09:00:00');
  const terms = { duration: { value: 3, unit: 'workingDays' as const }, options: defaultClockOptions };

  it('of two branches at once stop the clock once', () => {
    const first = { from: at('2026-06-09T10:00:00'), to: at('2026-06-10T10:00:00'), reason: 'SUPPLEMENT' };
    const second = { from: at('2026-06-09T14:00:00'), to: at('2026-06-10T09:00:00'), reason: 'FINANCIAL_DUTY' };
    expect(computeDue(calendar, from, terms, [first, second])).toEqual(computeDue(calendar, from, terms, [first]));
  });

  it('count the same in any order and never move a date to an earlier one', () => {
    const pause = fc
      .tuple(anyInstant, fc.integer({ min: 0, max: 200 * HOUR }))
      .map(([start, length]) => ({ from: start, to: start + length, reason: 'X' }));
    fc.assert(
      fc.property(fc.array(pause, { maxLength: 5 }), (pauses) => {
        const due = computeDue(calendar, from, terms, pauses);
        expect(computeDue(calendar, from, terms, [...pauses].reverse())).toEqual(due);
        expect(due.dueAt).toBeGreaterThanOrEqual(at('2026-06-11T17:00:00'));
      }),
    );
  });

  it('before acceptance stop nothing', () => {
    expect(combinePauses([{ from: from - 5 * HOUR, to: from, reason: 'SUPPLEMENT' }], from)).toEqual({
      closed: [],
      openSince: null,
    });
  });

  it('an open pause within a closed one counts from the start of both', () => {
    const open = { from: at('2026-06-09T14:00:00'), to: null, reason: 'A' };
    const closed = { from: at('2026-06-09T10:00:00'), to: at('2026-06-10T10:00:00'), reason: 'B' };
    expect(combinePauses([open, closed], from)).toEqual({ closed: [], openSince: closed.from });
  });

  it('in whole days move the due day by the working days passed', () => {
    const pause = { from: at('2026-06-09T10:00:00'), to: at('2026-06-11T15:00:00'), reason: 'SUPPLEMENT' };
    const due = computeDue(calendar, from, { ...terms, options: withOptions({ pauseUnit: 'WHOLE_DAYS' }) }, [pause]);
    expect(due.dueAt).toBe(at('2026-06-15T17:00:00'));
  });

  it('that end after the cut-off go on until the next opening where the rule says so', () => {
    const pause = { from: at('2026-06-09T08:00:00'), to: at('2026-06-09T16:00:00'), reason: 'SUPPLEMENT' };
    const due = (cutOffOnResume: boolean) =>
      computeDue(calendar, from, { ...terms, options: withOptions({ cutOff: '15:00', cutOffOnResume }) }, [pause])
        .dueAt ?? 0;
    expect(workingTimeBetween(calendar, due(false), due(true))).toBe(HOUR);
  });
});

describe('limits', () => {
  it('in calendar days may end on a day off where they do not roll', () => {
    const terms = { duration: { value: 10, unit: 'days' as const }, options: withOptions({ calendarDayRoll: 'NONE' }) };
    expect(computeDue(calendar, at('2026-02-04T09:00:00'), terms, []).dueAt).toBe(at('2026-02-14T17:00:00'));
  });

  it('of part of a day are rolling hours', () => {
    const terms = { duration: { value: 0.5, unit: 'workingDays' as const }, options: defaultClockOptions };
    expect(computeDue(calendar, at('2026-06-08T09:00:00'), terms, []).dueAt).toBe(at('2026-06-08T14:30:00'));
  });

  it('never lie before acceptance', () => {
    const duration = fc.record({
      value: fc.integer({ min: 0, max: 60 }),
      unit: fc.constantFrom('workingHours' as const, 'workingDays' as const, 'days' as const),
    });
    const options = fc.record({
      dayCount: fc.constantFrom(
        'EXCLUDE_ACCEPTANCE_DAY' as const,
        'INCLUDE_ACCEPTANCE_DAY' as const,
        'ROLLING_HOURS' as const,
      ),
      cutOff: fc.constantFrom(null, '15:00'),
      dueRounding: fc.constantFrom('NONE' as const, 'END_OF_DAY' as const),
    });
    fc.assert(
      fc.property(anyInstant, duration, options, (start, length, chosen) => {
        const { dueAt } = computeDue(calendar, start, { duration: length, options: withOptions(chosen) }, []);
        if (length.unit !== 'days' || length.value > 0) expect(dueAt).toBeGreaterThanOrEqual(start);
      }),
    );
  });

  it('an apology may lead by calendar days and then leaves on a working day', () => {
    const options = withOptions({ apologyLead: { value: 1, unit: 'days' } });
    expect(toLocal(apologyDeadline(calendar, at('2026-06-08T17:00:00'), options))).toBe('2026-06-05T17:00:00');
  });

  it('are computed again from what acceptance fixed', () => {
    const facts = {
      acceptedAt: at('2026-06-08T09:00:00'),
      duration: { value: 1, unit: 'workingDays' as const },
      options: defaultClockOptions,
      hours: office,
      calendarVersion: '2026.1',
    };
    expect(createRecomputeDue(rows)(facts, [])).toEqual({ dueAt: at('2026-06-09T17:00:00'), remainingMinutes: null });
  });
});

describe('the clock as people read it', () => {
  const acceptedAt = at('2026-06-08T09:00:00');
  const dueAt = at('2026-06-11T17:00:00');
  const terms = { duration: { value: 3, unit: 'workingDays' as const }, options: defaultClockOptions };
  const reading: ClockReading = {
    acceptedAt,
    dueAt,
    promisedAt: dueAt,
    pausedSince: null,
    pauseReason: null,
    pausedRemaining: null,
    stoppedAt: null,
    limit: limitMinutes(calendar, acceptedAt, terms),
  };
  it.each([
    ['safe far from the date', {}, '2026-06-08T10:00:00', 'safe', 1770],
    ['a warning on the last working day', {}, '2026-06-11T07:30:00', 'warning', 480],
    ['still a warning at the very minute', {}, '2026-06-11T17:00:00', 'warning', 0],
    ['overdue one second later', {}, '2026-06-11T17:00:01', 'overdue', 0],
    ['overdue by working minutes only', {}, '2026-06-12T08:30:00', 'overdue', -60],
    [
      'paused with what is left',
      { dueAt: null, pausedSince: at('2026-06-09T10:00:00'), pauseReason: 'SUPPLEMENT', pausedRemaining: 1290 },
      '2026-07-01T10:00:00',
      'paused',
      1290,
    ],
    ['stopped with what was left', { stoppedAt: at('2026-06-11T16:00:00') }, '2026-07-01T10:00:00', 'stopped', 60],
    [
      'none before acceptance',
      { acceptedAt: null, dueAt: null, promisedAt: null },
      '2026-06-08T10:00:00',
      'none',
      null,
    ],
  ] as const)('is %s', (_, changes, now, state, remainingMinutes) => {
    expect(readClock(calendar, { ...reading, ...changes }, at(now), defaultClockOptions)).toMatchObject({
      state,
      remainingMinutes,
    });
  });

  it('warns earlier for long limits', () => {
    const long = { ...reading, limit: 10_000 };
    expect(readClock(calendar, long, at('2026-06-08T10:00:00'), defaultClockOptions).state).toBe('warning');
  });
});
