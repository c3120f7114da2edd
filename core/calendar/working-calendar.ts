import { dateOf, instantOf, minutesFromTime, weekdayOf, type DayNumber, type Weekday } from './local-time.ts';

/** `["07:30", "11:30"]`, local time, half open. */
export type LocalInterval = readonly [from: string, to: string];
type WeekPattern = { readonly [day in Weekday]?: readonly LocalInterval[] };

/** Hours of a unit. `weekly` hours run the clock; in `receptionOnly` hours the desk merely accepts. */
export type UnitHours = {
  readonly weekly: WeekPattern;
  readonly receptionOnly?: WeekPattern;
  /** Whose hours hold on a worked weekend day; default Monday's. */
  readonly makeUpPattern?: Weekday;
};

/** A day that differs from the week: holidays and days off override every pattern, a worked weekend uses the make-up pattern. */
export type CalendarRow = { readonly date: string; readonly kind: 'HOLIDAY' | 'COMPENSATION_OFF' | 'WORKING_WEEKEND' };

/** [from, to) in milliseconds since the epoch. */
export type Interval = { readonly from: number; readonly to: number };

export type WorkingCalendar = {
  /** Working intervals of a local day, in order; empty on a day off. */
  readonly intervalsOn: (day: DayNumber) => readonly Interval[];
  readonly isWorkingDay: (day: DayNumber) => boolean;
  /** End of work on that day; on a day off, when work would end by the make-up pattern. */
  readonly closingOf: (day: DayNumber) => number;
  /** The first working day after (`step` 1) or before (-1) a day, not the day itself. */
  readonly workingDayFrom: (day: DayNumber, step: 1 | -1) => DayNumber;
};

/** The longest break that is believed: a year without work means wrong hours, not a long holiday. */
const LONGEST_BREAK_DAYS = 366;

/** A unit without any working hour, or a calendar that leaves none for a year. */
export class NoWorkingTimeError extends Error {
  constructor() {
    super('The unit has no working hours within a year');
    this.name = 'NoWorkingTimeError';
  }
}

type Pattern = readonly { readonly from: number; readonly to: number }[];

const readPattern = (intervals: readonly LocalInterval[] = []): Pattern => {
  const pattern = intervals
    .map(([from, to]) => ({ from: minutesFromTime(from), to: minutesFromTime(to) }))
    .sort((a, b) => a.from - b.from);
  pattern.forEach(({ from, to }, index) => {
    const before = pattern[index - 1];
    if (from >= to || (before && before.to > from))
      throw new RangeError('Working intervals must be in order and must not overlap');
  });
  return pattern;
};

/**
 * Working time of one unit.
 * @throws RangeError wrong hours or dates · NoWorkingTimeError when a search for a working day finds none
 */
export const createWorkingCalendar = (hours: UnitHours, rows: readonly CalendarRow[]): WorkingCalendar => {
  const kinds = new Map(rows.map(({ date, kind }) => [date, kind]));
  const weekly = new Map(Object.entries(hours.weekly).map(([day, intervals]) => [day, readPattern(intervals)]));
  const makeUp = weekly.get(hours.makeUpPattern ?? 'MON') ?? [];

  const patternOn = (day: DayNumber): Pattern => {
    const kind = kinds.get(dateOf(day));
    if (kind === 'WORKING_WEEKEND') return makeUp;
    return kind === undefined ? (weekly.get(weekdayOf(day)) ?? []) : [];
  };
  const intervalsOn = (day: DayNumber): readonly Interval[] =>
    patternOn(day).map(({ from, to }) => ({ from: instantOf(day, from), to: instantOf(day, to) }));
  const isWorkingDay = (day: DayNumber): boolean => patternOn(day).length > 0;

  return {
    intervalsOn,
    isWorkingDay,
    closingOf: (day) => {
      const last = patternOn(day).at(-1) ?? makeUp.at(-1);
      if (!last) throw new NoWorkingTimeError();
      return instantOf(day, last.to);
    },
    workingDayFrom: (day, step) => {
      for (let count = 1; count <= LONGEST_BREAK_DAYS; count++) {
        if (isWorkingDay(day + count * step)) return day + count * step;
      }
      throw new NoWorkingTimeError();
    },
  };
};
