/** The numbers that a field of a cron expression may hold, and names that stand for them, from the lowest number on. */
export type CronRange = { readonly low: number; readonly high: number; readonly names?: readonly string[] };

/** A number or a name; NaN for any other text. */
export const readCronNumber = (text: string, { low, names = [] }: CronRange): number => {
  const name = names.indexOf(text.toUpperCase());
  if (name > -1) return low + name;
  return /^\d+$/.test(text) ? Number(text) : NaN;
};

/** One part between commas: `*`, `?`, a value or a range, each with a step. */
const readPart = (part: string, range: CronRange): readonly number[] | undefined => {
  const [span = '', step = '1'] = part.split('/');
  const { low, high } = range;
  const [from = '', to] = span === '*' || span === '?' ? [String(low), String(high)] : span.split('-');
  const start = readCronNumber(from, range);
  const end = to === undefined ? (part.includes('/') ? high : start) : readCronNumber(to, range);
  const isInside = [start, end].every((value) => value >= low && value <= high);
  if (!isInside || start > end || !/^[1-9]\d*$/.test(step)) return undefined;
  const values: number[] = [];
  for (let value = start; value <= end; value += Number(step)) values.push(value);
  return values;
};

/** All values of a field; undefined for a text that is none. */
export const parseCronField = (text: string, range: CronRange): ReadonlySet<number> | undefined => {
  const parts = text.split(',').map((part) => readPart(part, range));
  return parts.every((part) => part !== undefined) ? new Set(parts.flat()) : undefined;
};
