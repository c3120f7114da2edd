/** The numbers that a field of a cron expression may hold, and names that stand for them, from the lowest number on. */
export type CronRange = {
  readonly low: number;
  readonly high: number;
  readonly names?: readonly string[];
  /** What a range means that ends before it begins, as cron-utils reads it: its first value only, or from Friday over Sunday to Monday. */
  readonly backwards?: 'first' | 'around';
};

/** A number or a name; NaN for any other text. */
export const readCronNumber = (text: string, { low, names = [] }: CronRange): number => {
  const name = names.indexOf(text.toUpperCase());
  if (name > -1) return low + name;
  return /^\d+$/.test(text) ? Number(text) : NaN;
};

/** One part between commas: `*`, a value or a range, each with a step. */
const readPart = (part: string, range: CronRange): readonly number[] | undefined => {
  const [span = '', step = '1', ...more] = part.split('/');
  const { low, high } = range;
  const [from = '', to, ...others] = span === '*' ? [String(low), String(high)] : span.split('-');
  const start = readCronNumber(from, range);
  const end = to === undefined ? (part.includes('/') ? high : start) : readCronNumber(to, range);
  const isInside = [start, end].every((value) => value >= low && value <= high);
  if (!isInside || (start > end && !range.backwards) || more.length + others.length > 0) return undefined;
  if (!/^[1-9]\d*$/.test(step) || Number(step) > high) return undefined;
  const values: number[] = [];
  const size = high - low + 1;
  const last = start <= end ? end : range.backwards === 'first' ? start : end + size;
  for (let value = start; value <= last; value += Number(step)) values.push(value > high ? value - size : value);
  return values;
};

/** All values of a field; undefined for a text that is none. */
export const parseCronField = (text: string, range: CronRange): ReadonlySet<number> | undefined => {
  const parts = text.split(',').map((part) => readPart(part, range));
  return parts.every((part) => part !== undefined) ? new Set(parts.flat()) : undefined;
};
