/** Vietnam has one zone and no summer time: UTC+7. */
const OFFSET_MS = 7 * 3_600_000;

/** The date in Asia/Ho_Chi_Minh at an instant (milliseconds since the epoch), yyyy-mm-dd. */
export const localDateAt = (now: number): string => new Date(now + OFFSET_MS).toISOString().slice(0, 10);

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a day that exists, written yyyy-mm-dd. */
export const isLocalDate = (text: string): boolean => {
  const [, year, month, day] = datePattern.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined || Number(year) < 1000) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
};

const clock = '([01]\\d|2[0-3]):[0-5]\\d';
const offset = `[+-]${clock}`;
const zones = new Map([
  ['no_timezone', ''],
  ['utc_offset', offset],
  ['utc_normalized', 'Z'],
]);
const zoneOf = (format: string | undefined): string => zones.get(format ?? '') ?? `(${offset}|Z)?`;

/** Time of day as form-js writes it: no seconds. @param format timeSerializingFormat of the field */
export const isLocalTime = (text: string, format: string | undefined): boolean =>
  new RegExp(`^${clock}${zoneOf(format)}$`).test(text);

export const isLocalDateTime = (text: string, format: string | undefined): boolean => {
  const at = text.indexOf('T');
  return at > 0 && isLocalDate(text.slice(0, at)) && isLocalTime(text.slice(at + 1), format);
};

/** A limit on a date: `today`, or a day; undefined for anything else. */
export const resolveDateLimit = (limit: string | undefined, today: string): string | undefined =>
  limit === 'today' ? today : limit !== undefined && isLocalDate(limit) ? limit : undefined;
