/** A cron expression of six fields: second, minute, hour, day of month, month, day of week (0 or 7 = Sunday). */
export type Cron = { readonly fields: readonly ReadonlySet<number>[] };

const ranges: readonly (readonly [number, number])[] = [
  [0, 59],
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
];
const names: readonly (readonly string[])[] = [
  [],
  [],
  [],
  [],
  ['', 'JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
  ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
];
const macros: Readonly<Record<string, string>> = {
  '@yearly': '0 0 0 1 1 *',
  '@annually': '0 0 0 1 1 *',
  '@monthly': '0 0 0 1 * *',
  '@weekly': '0 0 0 * * 0',
  '@daily': '0 0 0 * * *',
  '@midnight': '0 0 0 * * *',
  '@hourly': '0 0 * * * *',
};

const numberOf = (text: string, field: number): number => {
  const name = (names[field] ?? []).indexOf(text.toUpperCase());
  return name > -1 && text !== '' ? name : /^\d+$/.test(text) ? Number(text) : NaN;
};

const parseField = (text: string, field: number): ReadonlySet<number> | undefined => {
  const [low, high] = ranges[field] ?? [0, 0];
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', step = '1'] = part.split('/');
    const [from = '', to] = range === '*' || range === '?' ? [String(low), String(high)] : range.split('-');
    const start = numberOf(from, field);
    const end = to === undefined ? (part.includes('/') ? high : start) : numberOf(to, field);
    if (![start, end].every((value) => value >= low && value <= high) || !/^[1-9]\d*$/.test(step)) return undefined;
    for (let value = start; value <= end; value += Number(step)) values.add(field === 5 ? value % 7 : value);
  }
  return values;
};

/** Undefined for a text that is no cron expression of this form. */
export const parseCron = (text: string): Cron | undefined => {
  const parts = (macros[text.trim().toLowerCase()] ?? text).trim().split(/\s+/);
  if (parts.length !== 6) return undefined;
  const fields = parts.map(parseField);
  if (!fields.every((field) => field !== undefined)) return undefined;
  return { fields };
};

const DAY = 86_400_000;

/** The first moment after `from` (UTC) that the expression names; undefined when none comes within eight years. */
export const nextCron = ({ fields }: Cron, from: number): number | undefined => {
  const has = (field: number, value: number): boolean => fields[field]?.has(value) ?? false;
  let time = (Math.floor(from / 1000) + 1) * 1000;
  const end = time + 8 * 366 * DAY;
  while (time < end) {
    const date = new Date(time);
    if (!has(4, date.getUTCMonth() + 1) || !has(3, date.getUTCDate()) || !has(5, date.getUTCDay()))
      time = (Math.floor(time / DAY) + 1) * DAY;
    else if (!has(2, date.getUTCHours())) time = (Math.floor(time / 3_600_000) + 1) * 3_600_000;
    else if (!has(1, date.getUTCMinutes())) time = (Math.floor(time / 60_000) + 1) * 60_000;
    else if (!has(0, date.getUTCSeconds())) time += 1000;
    else return time;
  }
  return undefined;
};
