/** Vietnam has had one offset and no summer time since 1975. */
const offset = '+07:00';

/**
 * Start of a day written dd/MM/yyyy, as an instant of Vietnam: "01/12/2026" gives 2026-12-01T00:00:00+07:00.
 * Undefined for anything that is not a day of the calendar.
 */
export const parseDay = (text: string): string | undefined => {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim()) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso
    ? undefined
    : `${iso}T00:00:00${offset}`;
};
