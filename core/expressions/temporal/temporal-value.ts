import { FeelObject } from '../feel-object.ts';
import type { CalendarDate } from './calendar.ts';

export class FeelDate extends FeelObject implements CalendarDate {
  readonly kind = 'date';
  readonly year: number;
  readonly month: number;
  readonly day: number;

  constructor({ year, month, day }: CalendarDate) {
    super();
    this.year = year;
    this.month = month;
    this.day = day;
  }
}

export class LocalTime extends FeelObject {
  readonly kind = 'local time';
  readonly nanoOfDay: number;

  constructor(nanoOfDay: number) {
    super();
    this.nanoOfDay = nanoOfDay;
  }
}

export class ZonedTime extends FeelObject {
  readonly kind = 'zoned time';
  readonly time: LocalTime;
  readonly offsetSeconds: number;
  /** Region; null when only the offset is known. */
  readonly zone: string | null;

  constructor(time: LocalTime, offsetSeconds: number, zone: string | null) {
    super();
    this.time = time;
    this.offsetSeconds = offsetSeconds;
    this.zone = zone;
  }
}

export class LocalDateTime extends FeelObject {
  readonly kind = 'local date time';
  readonly date: FeelDate;
  readonly time: LocalTime;

  constructor(date: FeelDate, time: LocalTime) {
    super();
    this.date = date;
    this.time = time;
  }
}

export class ZonedDateTime extends FeelObject {
  readonly kind = 'zoned date time';
  readonly local: LocalDateTime;
  readonly offsetSeconds: number;
  /** Region; null when only the offset is known. */
  readonly zone: string | null;

  constructor(local: LocalDateTime, offsetSeconds: number, zone: string | null) {
    super();
    this.local = local;
    this.offsetSeconds = offsetSeconds;
    this.zone = zone;
  }
}

export class YearsMonthsDuration extends FeelObject {
  readonly kind = 'years and months duration';
  readonly months: number;

  constructor(months: number) {
    super();
    this.months = months;
  }
}

export class DaysTimeDuration extends FeelObject {
  readonly kind = 'days and time duration';
  readonly nanos: bigint;

  constructor(nanos: bigint) {
    super();
    this.nanos = nanos;
  }
}

export type TemporalValue =
  FeelDate | LocalTime | ZonedTime | LocalDateTime | ZonedDateTime | YearsMonthsDuration | DaysTimeDuration;
