const period = /^([-+])?P(?:([-+]?\d+)Y)?(?:([-+]?\d+)M)?(?:([-+]?\d+)W)?(?:([-+]?\d+)D)?$/i;
const time = /^([-+])?PT(?:([-+]?\d+)H)?(?:([-+]?\d+)M)?(?:([-+]?)(\d+)(?:[.,](\d{0,9}))?S)?$/i;
const MOST = 2 ** 31 - 1;

/** Calendar months and exact milliseconds of an ISO 8601 duration. */
export type Duration = { readonly months: number; readonly ms: number };

const isPart = (text: string | undefined): text is string => text !== undefined;
const isInt = (value: number): boolean => value >= -MOST - 1 && value <= MOST;

const parsePeriod = (text: string): Duration | undefined => {
  const [found, sign, ...parts] = period.exec(text) ?? [];
  if (found === undefined || !parts.some(isPart)) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0] = parts.map((part) => (sign === '-' ? -1 : 1) * Number(part ?? 0));
  if (![years, months, weeks * 7, days, weeks * 7 + days].every(isInt)) return undefined;
  // adding 0 makes no difference but for the sign of nothing
  return { months: years * 12 + months + 0, ms: (weeks * 7 + days) * 86_400_000 + 0 };
};

const parseTime = (text: string): Duration | undefined => {
  const [found, sign, hours, minutes, secondsSign, seconds, fraction = ''] = time.exec(text) ?? [];
  if (found === undefined || ![hours, minutes, seconds].some(isPart)) return undefined;
  const inSeconds = Number(`${secondsSign ?? ''}${seconds ?? '0'}.${fraction === '' ? '0' : fraction}`);
  const ms = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  // what is less than a millisecond is cut off
  const exact = Math.trunc(Number((ms + inSeconds * 1000).toFixed(6)));
  return { months: 0, ms: (sign === '-' ? -1 : 1) * exact + 0 };
};

/**
 * As Zeebe reads it: java.time's Period for what stands before the T, its Duration from there on, with signs before each number.
 * Undefined for a text that is no ISO 8601 duration.
 */
export const parseDuration = (text: string): Duration | undefined => {
  const at = text.indexOf('T');
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  if (at < 0) return parsePeriod(text);
  if (at === sign.length + 1) return parseTime(text);
  const days = parsePeriod(text.slice(0, at));
  const rest = parseTime(`${sign}P${text.slice(at)}`);
  return days && rest && { months: days.months, ms: days.ms + rest.ms };
};

/** Adds months by the calendar (UTC; the 31st becomes the last day of a shorter month), then milliseconds. */
export const addDuration = (from: number, { months, ms }: Duration): number => {
  if (months === 0) return from + ms;
  const date = new Date(from);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime() + ms;
};
