const pattern =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}(?::?\d{2})?)(?:\[[^\]]+\])?$/;

const isDay = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Milliseconds of an ISO 8601 date and time with its offset from UTC; undefined for any other text. */
export const parseDateTime = (text: string): number | undefined => {
  const match = pattern.exec(text.trim());
  if (!match) return undefined;
  const [, year = '', month = '', day = '', minutes = '', seconds = ':00', zone = 'Z'] = match;
  if (!isDay(Number(year), Number(month), Number(day))) return undefined;
  const offset = /^[+-]\d{2}$/.test(zone) ? `${zone}:00` : zone;
  const ms = Date.parse(`${year}-${month}-${day}T${minutes}${seconds.slice(0, 7)}${offset}`);
  return Number.isNaN(ms) ? undefined : ms;
};
