const zone = 'Asia/Ho_Chi_Minh';

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const partsOf = (iso: string): Record<string, string> =>
  Object.fromEntries(parts.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));

/** dd/MM/yyyy, Vietnamese time. */
export const formatDay = (iso: string): string => {
  const { day = '', month = '', year = '' } = partsOf(iso);
  return `${day}/${month}/${year}`;
};

/** HH:mm, Vietnamese time. */
export const formatTime = (iso: string): string => {
  const { hour = '', minute = '' } = partsOf(iso);
  return `${hour}:${minute}`;
};

/** dd/MM/yyyy HH:mm, Vietnamese time. */
export const formatInstant = (iso: string): string => `${formatDay(iso)} ${formatTime(iso)}`;

/** Short form for rows: the time when it is the same day in Vietnam, else dd/MM, with the year when it differs. */
export const formatShort = (iso: string, now: Date): string => {
  const then = partsOf(iso);
  const today = partsOf(now.toISOString());
  if (then['year'] !== today['year']) return formatDay(iso);
  const sameDay = then['day'] === today['day'] && then['month'] === today['month'];
  return sameDay ? formatTime(iso) : `${then['day']}/${then['month']}`;
};
