import { clock, isoDateText, offsetText, parts, zonedTimeText } from './format.ts';
import { NANOS_PER_SECOND } from './moments.ts';
import type {
  DaysTimeDuration,
  LocalDateTime,
  LocalTime,
  TemporalValue,
  YearsMonthsDuration,
} from './temporal-value.ts';

/** Without seconds when they are zero; a fraction in groups of three digits. */
const isoTime = (time: LocalTime): string => {
  const { minutes, seconds, nanos } = clock(time);
  if (nanos === 0) return seconds === '00' ? minutes : `${minutes}:${seconds}`;
  return `${minutes}:${seconds}.${String(nanos)
    .padStart(9, '0')
    .replace(/(?:000){1,2}$/, '')}`;
};

const isoDateTime = ({ date, time }: LocalDateTime): string => `${isoDateText(date)}T${isoTime(time)}`;

const isoYearsMonths = ({ months }: YearsMonthsDuration): string => {
  if (months === 0) return 'P0D';
  return `P${parts([
    [BigInt(Math.trunc(months / 12)), 'Y'],
    [BigInt(months % 12), 'M'],
  ])}`;
};

const isoDaysTime = ({ nanos }: DaysTimeDuration): string => {
  if (nanos === 0n) return 'PT0S';
  const seconds = nanos / BigInt(NANOS_PER_SECOND);
  const fraction = String(nanos % BigInt(NANOS_PER_SECOND)).replace('-', '');
  const time = parts([
    [seconds / 3600n, 'H'],
    [(seconds / 60n) % 60n, 'M'],
  ]);
  if (fraction === '0') return `PT${time}${parts([[seconds % 60n, 'S']])}`;
  const sign = nanos < 0n ? '-' : '';
  const whole = String(seconds % 60n).replace('-', '');
  return `PT${time}${sign}${whole}.${fraction.padStart(9, '0').replace(/0+$/, '')}S`;
};

/** Text of a value in a variable: how the engine stores it, which differs from `string()`. */
export const temporalToJson = (value: TemporalValue): string => {
  switch (value.kind) {
    case 'date':
      return isoDateText(value);
    case 'local time':
      return isoTime(value);
    case 'zoned time':
      return zonedTimeText(value);
    case 'local date time':
      return isoDateTime(value);
    case 'zoned date time':
      return (
        isoDateTime(value.local) + offsetText(value.offsetSeconds) + (value.zone === null ? '' : `[${value.zone}]`)
      );
    case 'years and months duration':
      return isoYearsMonths(value);
    case 'days and time duration':
      return isoDaysTime(value);
  }
};
