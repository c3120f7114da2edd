const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export type Age = { readonly unit: 'moment' | 'minute' | 'hour' | 'day'; readonly count: number };

/** How long ago something was, in its largest whole unit; below a minute it is a moment. */
export const ageOf = (since: string, now: string): Age => {
  const ms = Math.max(0, Date.parse(now) - Date.parse(since));
  if (ms < MINUTE_MS) return { unit: 'moment', count: 0 };
  if (ms < HOUR_MS) return { unit: 'minute', count: Math.floor(ms / MINUTE_MS) };
  if (ms < DAY_MS) return { unit: 'hour', count: Math.floor(ms / HOUR_MS) };
  return { unit: 'day', count: Math.floor(ms / DAY_MS) };
};
