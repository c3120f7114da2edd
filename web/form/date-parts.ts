import { isLocalDate, isLocalTime } from '../../core/forms/local-date.ts';

/** What is typed into the boxes of a date field; strings, since a half date is a state of its own. */
export type DateParts = { readonly day: string; readonly month: string; readonly year: string; readonly time: string };
export type DateKind = { readonly subtype: string; readonly timeSerializingFormat?: string | undefined };

const empty: DateParts = { day: '', month: '', year: '', time: '' };
const OFFSET = '+07:00';
const OFFSET_MS = 7 * 3_600_000;

/** The value as form-js keeps it, in the time of Vietnam; undefined for anything else. */
const toLocal = (value: string, { subtype, timeSerializingFormat }: DateKind): string => {
  if (timeSerializingFormat === 'utc_normalized' && value.endsWith('Z') && subtype === 'datetime')
    return new Date(Date.parse(value) + OFFSET_MS).toISOString().slice(0, 16);
  return value.replace(/(Z|[+-]\d{2}:\d{2})$/, '');
};

const splitDate = (text: string): Pick<DateParts, 'day' | 'month' | 'year'> => {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso) return { year: iso[1] ?? '', month: iso[2] ?? '', day: iso[3] ?? '' };
  const [day = '', month = '', year = ''] = text.split('/');
  return { day, month, year };
};

/** The boxes for a value: a stored one, or what was typed so far (`31/2/2020 8:30`). */
export const toParts = (value: unknown, kind: DateKind): DateParts => {
  if (typeof value !== 'string' || value === '') return empty;
  const [first = '', second = ''] = toLocal(value, kind).split(/[T ]/);
  if (kind.subtype === 'time') return { ...empty, time: first };
  return { ...splitDate(first), time: second };
};

const pad = (text: string, length: number): string => (/^\d+$/.test(text) ? text.padStart(length, '0') : text);
const normaliseTime = (text: string): string => {
  const [, hour = '', minute = ''] = /^(\d{1,2})[:hg.]?(\d{2})$/.exec(text.trim()) ?? [];
  return hour === '' ? text.trim() : `${pad(hour, 2)}:${minute}`;
};

const withZone = (date: string, time: string, { timeSerializingFormat }: DateKind): string => {
  if (timeSerializingFormat === 'no_timezone') return `${date}T${time}`;
  if (timeSerializingFormat !== 'utc_normalized') return `${date}T${time}${OFFSET}`;
  return `${new Date(Date.parse(`${date}T${time}Z`) - OFFSET_MS).toISOString().slice(0, 16)}Z`;
};
const timeWithZone = (time: string, kind: DateKind): string => withZone('2000-01-02', time, kind).slice(11);

/** The value to keep: null when nothing was typed, the stored form when it is complete, else what was typed, which no check lets pass. */
export const fromParts = (parts: DateParts, kind: DateKind): string | null => {
  if (Object.values(parts).every((part) => part.trim() === '')) return null;
  const date = `${pad(parts.year.trim(), 4)}-${pad(parts.month.trim(), 2)}-${pad(parts.day.trim(), 2)}`;
  const time = normaliseTime(parts.time);
  const typed = `${parts.day}/${parts.month}/${parts.year}`;
  const timeHolds = isLocalTime(time, 'no_timezone');
  if (kind.subtype === 'time') return timeHolds ? timeWithZone(time, kind) : parts.time;
  if (kind.subtype !== 'datetime') return isLocalDate(date) ? date : typed;
  return isLocalDate(date) && timeHolds ? withZone(date, time, kind) : `${typed} ${parts.time}`;
};

/** A date that was pasted whole, dd/mm/yyyy or yyyy-mm-dd. */
export const readPastedDate = (text: string): Pick<DateParts, 'day' | 'month' | 'year'> | undefined => {
  const trimmed = text.trim().replace(/[.\-\s]+/g, '/');
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(trimmed) ?? [];
  if (day !== '') return { day, month, year };
  return /^\d{4}\/\d{2}\/\d{2}$/.test(trimmed) ? splitDate(trimmed.replaceAll('/', '-')) : undefined;
};
