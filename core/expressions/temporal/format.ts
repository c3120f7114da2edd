import { NANOS_PER_SECOND } from './moments.ts';
import type {
  DaysTimeDuration,
  FeelDate,
  LocalTime,
  TemporalValue,
  YearsMonthsDuration,
  ZonedDateTime,
  ZonedTime,
} from './temporal-value.ts';

const two = (value: number): string => String(value).padStart(2, '0');

const yearText = (year: number): string => (year < 0 ? '-' : '') + String(Math.abs(year)).padStart(4, '0');

/** As in a moment, where years above 9999 have no sign. */
const dateText = ({ year, month, day }: FeelDate): string => `${yearText(year)}-${two(month)}-${two(day)}`;
export const isoDateText = (date: FeelDate): string => (date.year > 9999 ? '+' : '') + dateText(date);

export const clock = (time: LocalTime): { minutes: string; seconds: string; nanos: number } => {
  const second = Math.floor(time.nanoOfDay / NANOS_PER_SECOND);
  return {
    minutes: `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}`,
    seconds: two(second % 60),
    nanos: time.nanoOfDay % NANOS_PER_SECOND,
  };
};

/** Always with seconds; only the digits of the fraction that count. */
const timeText = (time: LocalTime): string => {
  const { minutes, seconds, nanos } = clock(time);
  const fraction = nanos === 0 ? '' : `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}`;
  return `${minutes}:${seconds}${fraction}`;
};

export const offsetText = (offsetSeconds: number): string => {
  if (offsetSeconds === 0) return 'Z';
  const total = Math.abs(offsetSeconds);
  const seconds = total % 60 === 0 ? '' : `:${two(total % 60)}`;
  const minutes = two(Math.floor(total / 60) % 60);
  return `${offsetSeconds < 0 ? '-' : '+'}${two(Math.floor(total / 3600))}:${minutes}${seconds}`;
};

export const zonedTimeText = ({ time, offsetSeconds, zone }: ZonedTime): string =>
  timeText(time) + (zone === null ? offsetText(offsetSeconds) : `@${zone}`);

const zonedDateTimeText = ({ local, offsetSeconds, zone }: ZonedDateTime): string => {
  const moment = `${dateText(local.date)}T${timeText(local.time)}`;
  const offset = offsetText(offsetSeconds);
  if (zone === null) return moment + offset;
  // Only an offset of whole minutes is left out beside the region.
  return `${moment}${offsetSeconds % 60 === 0 ? '' : offset}@${zone}`;
};

/** Parts like 1D or 2H; parts of zero are left out. */
export const parts = (entries: readonly (readonly [bigint, string])[]): string =>
  entries.map(([amount, unit]) => (amount === 0n ? '' : `${amount}${unit}`)).join('');

const signed = (amounts: readonly bigint[], zero: string, text: (amounts: readonly bigint[]) => string): string => {
  if (amounts.every((amount) => amount === 0n)) return zero;
  if (amounts.every((amount) => amount <= 0n)) return `-${text(amounts.map((amount) => -amount))}`;
  return text(amounts);
};

const yearsMonthsText = ({ months }: YearsMonthsDuration): string =>
  signed([BigInt(Math.trunc(months / 12)), BigInt(months % 12)], 'P0Y', ([years = 0n, rest = 0n]) => {
    return `P${parts([
      [years, 'Y'],
      [rest, 'M'],
    ])}`;
  });

/** Whole seconds, the earlier ones of a fraction. */
export const floorSeconds = (nanos: bigint): bigint => {
  const perSecond = BigInt(NANOS_PER_SECOND);
  return nanos < 0n && nanos % perSecond !== 0n ? nanos / perSecond - 1n : nanos / perSecond;
};

const daysTimeText = ({ nanos }: DaysTimeDuration): string => {
  const seconds = floorSeconds(nanos);
  const amounts = [seconds / 86_400n, (seconds / 3600n) % 24n, (seconds / 60n) % 60n, seconds % 60n];
  return signed(amounts, 'P0D', ([days = 0n, hours = 0n, minutes = 0n, rest = 0n]) => {
    const time = parts([
      [hours, 'H'],
      [minutes, 'M'],
      [rest, 'S'],
    ]);
    return `P${parts([[days, 'D']])}${time === '' ? '' : `T${time}`}`;
  });
};

/** What `string()` gives: the text from which the value can be read again. */
export const temporalToText = (value: TemporalValue): string => {
  switch (value.kind) {
    case 'date':
      return isoDateText(value);
    case 'local time':
      return timeText(value);
    case 'zoned time':
      return zonedTimeText(value);
    case 'local date time':
      return `${dateText(value.date)}T${timeText(value.time)}`;
    case 'zoned date time':
      return zonedDateTimeText(value);
    case 'years and months duration':
      return yearsMonthsText(value);
    case 'days and time duration':
      return daysTimeText(value);
  }
};
