const pattern =
  /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d{1,9}))?S)?)?$/;

/** Calendar months and exact milliseconds of an ISO 8601 duration. */
export type Duration = { readonly months: number; readonly ms: number };

/** Undefined for a text that is no ISO 8601 duration. */
export const parseDuration = (text: string): Duration | undefined => {
  const match = pattern.exec(text.trim());
  if (!match || /(^-?P|T)$/.test(text.trim())) return undefined;
  const part = (index: number): number => Number(match[index] ?? 0);
  const sign = match[1] ? -1 : 1;
  const fraction = Math.trunc(Number(`0.${match[9] ?? '0'}`) * 1000);
  const seconds = ((part(4) * 7 + part(5)) * 24 + part(6)) * 3600 + part(7) * 60 + part(8);
  // adding 0 makes no difference but for the sign of nothing
  return { months: sign * (part(2) * 12 + part(3)) + 0, ms: sign * (seconds * 1000 + fraction) };
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
