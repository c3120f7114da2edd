import fc from 'fast-check';
import { nextCron, parseCron } from '../../../core/interpreter/time/cron.ts';
import { addDuration, parseDuration } from '../../../core/interpreter/time/duration.ts';
import { rescheduleTimer, scheduleTimer } from '../../../core/interpreter/time/timer-schedule.ts';

const at = (text: string): number => Date.parse(text);

describe('durations', () => {
  it.each([
    ['PT1H30M', 5_400_000],
    ['P1DT0.5S', 86_400_500],
    ['P2W', 1_209_600_000],
    ['-PT5S', -5000],
    ['+PT-5S', -5000],
    ['p1dT2h', 93_600_000],
    ['-P-1DT-2H', 93_600_000],
    ['P1DT-2H', 79_200_000],
    ['PT1,5S', 1500],
    ['PT1.S', 1000],
    ['PT-0.5S', -500],
    ['PT1.9999S', 1999],
    ['PT0.001S', 1],
    ['PT4.035S', 4035],
  ])('%s lasts %d ms', (text, ms) => {
    expect(parseDuration(text)).toEqual({ months: 0, ms });
  });
  it.each([
    '',
    'P',
    'PT',
    'P1DT',
    '1h',
    'P1S',
    'PT1D',
    ' PT5S',
    'PT5S ',
    'pt5s',
    'PT.5S',
    'P1.5D',
    'P1W1M',
    'P2147483648D',
  ])('refuse "%s"', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
  it('go by the calendar for months', () => {
    expect(addDuration(at('2030-01-31T08:00:00Z'), { months: 1, ms: 0 })).toBe(at('2030-02-28T08:00:00Z'));
    expect(addDuration(at('2028-02-29T08:00:00Z'), { months: 12, ms: 0 })).toBe(at('2029-02-28T08:00:00Z'));
  });
});

describe('cron', () => {
  it.each([
    ['0 0 9 * * MON-FRI', '2030-01-04T09:00:00Z', '2030-01-07T09:00:00Z'],
    ['*/15 * * * * *', '2030-01-01T08:00:07Z', '2030-01-01T08:00:15Z'],
    ['0 30 8 29 2 *', '2030-01-01T00:00:00Z', '2032-02-29T08:30:00Z'],
    ['@daily', '2030-01-01T08:00:00Z', '2030-01-02T00:00:00Z'],
    ['0 0 9 L * *', '2030-02-01T00:00:00Z', '2030-02-28T09:00:00Z'],
    ['0 0 9 L-3 * *', '2030-02-01T00:00:00Z', '2030-02-25T09:00:00Z'],
    ['0 0 9 1W * *', '2030-06-01T00:00:00Z', '2030-06-03T09:00:00Z'],
    ['0 0 9 LW * *', '2030-06-01T00:00:00Z', '2030-06-28T09:00:00Z'],
    ['0 0 9 ? * FRIL', '2030-01-01T00:00:00Z', '2030-01-25T09:00:00Z'],
    ['0 0 9 ? * 2#1', '2030-01-02T00:00:00Z', '2030-02-05T09:00:00Z'],
    ['0 0 9 ? * 7', '2030-01-01T00:00:00Z', '2030-01-06T09:00:00Z'],
  ])('%s after %s is %s', (text, from, next) => {
    const cron = parseCron(text);
    expect(cron && nextCron(cron, at(from))).toBe(at(next));
  });
  it.each(['* * * * *', '60 * * * * *', '0 0 9 * * FOO', '0 0 9 ? * 2#x', '0 0 9 W * *', '0 0 22-2 * * *', 'R3/PT1H'])(
    'refuses "%s"',
    (text) => {
      expect(parseCron(text)).toBeUndefined();
    },
  );
  it('always moves forward', () => {
    const cron = parseCron('0 */7 3-5 * * *');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (from) => {
        expect(cron && nextCron(cron, from)).toBeGreaterThan(from);
      }),
    );
  });
});

describe('timers', () => {
  const now = at('2030-01-01T08:00:00Z');
  it.each([
    ['duration', 'PT1H', '2030-01-01T09:00:00Z', 1],
    ['date', '2030-03-04T10:30:00+07:00', '2030-03-04T03:30:00Z', 1],
    ['cycle', 'R/PT1H', '2030-01-01T09:00:00Z', -1],
    ['cycle', 'R2/PT1H', '2030-01-01T09:00:00Z', 2],
    ['cycle', 'R2/2030-01-05T00:00:00Z/PT1H', '2030-01-05T00:00:00Z', 2],
    ['cycle', 'R2/2029-01-05T00:00:00Z/PT1H', '2030-01-01T09:00:00Z', 2],
  ] as const)('%s %s is first due at %s', (kind, text, due, repetitions) => {
    expect(scheduleTimer(kind, text, now)).toEqual({ dueAt: at(due), repetitions });
  });
  it.each([
    ['duration', 'tomorrow'],
    ['date', '2030-13-01T00:00:00Z'],
    ['date', '2030-02-30T00:00:00Z'],
    ['date', '2030-02-03T00:00:00'],
    ['date', '2030-02-03'],
    ['cycle', 'PT1H'],
  ] as const)('refuse %s "%s"', (kind, text) => {
    expect(scheduleTimer(kind, text, now)).toBeUndefined();
  });
  it('count the next firing from when the last was due, and from now when that is missed already', () => {
    const fired = { dueAt: now, repetitions: 3 };
    expect(rescheduleTimer('R3/PT1H', fired, now + 1_800_000)).toEqual({ dueAt: now + 3_600_000, repetitions: 2 });
    expect(rescheduleTimer('R3/PT1H', fired, now + 3_600_000)).toEqual({ dueAt: now + 7_200_000, repetitions: 2 });
    expect(rescheduleTimer('R3/PT1H', fired, now + 9_000_000)).toEqual({ dueAt: now + 12_600_000, repetitions: 2 });
    expect(rescheduleTimer('R1/PT1H', { dueAt: now, repetitions: 1 }, now)).toBeUndefined();
    expect(rescheduleTimer('R0/PT1H', { dueAt: now, repetitions: 0 }, now)).toBeUndefined();
  });
});
