import { isValidDate, toEpochDay } from '../../expressions/temporal/calendar.ts';
import { parseOffset, parseZone } from '../../expressions/temporal/zone-id.ts';

const pattern =
  /^(?<year>\+\d{5,10}|-\d{4,10}|\d{4})-(?<month>\d{2})-(?<day>\d{2})T(?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.(?<fraction>\d{0,9}))?)?(?<offset>Z|[+-]\d{2}(?::\d{2}){0,2})(?:\[(?<zone>[^\]]+)\])?$/i;

/** `+07` is `+07:00`. */
const offsetOf = (text: string): number | undefined =>
  parseOffset(/^[+-]\d{2}$/.test(text) ? `${text}:00` : text.toUpperCase());

/** Milliseconds of an ISO 8601 date and time with its offset from UTC, as java.time's ZonedDateTime reads it; undefined for any other text. */
export const parseDateTime = (text: string): number | undefined => {
  const groups = pattern.exec(text)?.groups;
  if (!groups) return undefined;
  const { zone, fraction = '' } = groups;
  const part = (name: string): number => Number(groups[name] ?? 0);
  const date = { year: part('year'), month: part('month'), day: part('day') };
  const offset = offsetOf(groups.offset ?? '');
  if (!isValidDate(date) || offset === undefined || (zone !== undefined && !parseZone(zone))) return undefined;
  if (part('hour') > 23 || part('minute') > 59 || part('second') > 59) return undefined;
  const seconds = part('hour') * 3600 + part('minute') * 60 + part('second') - offset;
  return toEpochDay(date) * 86_400_000 + seconds * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
};
