/** The proleptic Gregorian calendar over the whole range of years of the engine (±999,999,999). */
export type CalendarDate = { readonly year: number; readonly month: number; readonly day: number };

const DAYS_PER_ERA = 146_097;
const YEARS_PER_ERA = 400;
/** Days from 0000-03-01 to 1970-01-01. */
const EPOCH_SHIFT = 719_468;

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

export const lengthOfMonth = (year: number, month: number): number => {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

export const isValidDate = ({ year, month, day }: CalendarDate): boolean =>
  Math.abs(year) <= 999_999_999 && month >= 1 && month <= 12 && day >= 1 && day <= lengthOfMonth(year, month);

/** Days since 1970-01-01. Years are counted from March, so that a leap day ends a year. */
export const toEpochDay = ({ year, month, day }: CalendarDate): number => {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / YEARS_PER_ERA);
  const yearOfEra = shifted - era * YEARS_PER_ERA;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - EPOCH_SHIFT;
};

export const fromEpochDay = (epochDay: number): CalendarDate => {
  const shifted = epochDay + EPOCH_SHIFT;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  return { year: yearOfEra + era * YEARS_PER_ERA + (month <= 2 ? 1 : 0), month, day };
};

/** The day is cut to the length of the month: January 31 plus a month is the last of February. */
export const addMonths = ({ year, month, day }: CalendarDate, months: number): CalendarDate => {
  const total = year * 12 + (month - 1) + months;
  const newYear = Math.floor(total / 12);
  const newMonth = total - newYear * 12 + 1;
  return { year: newYear, month: newMonth, day: Math.min(day, lengthOfMonth(newYear, newMonth)) };
};

/** Whole months from one date to another; negative when the second is earlier. */
export const monthsBetween = (from: CalendarDate, to: CalendarDate): number => {
  const months = (to.year - from.year) * 12 + (to.month - from.month);
  if (months > 0 && to.day < from.day) return months - 1;
  if (months < 0 && to.day > from.day) return months + 1;
  return months;
};

/** 1 = Monday … 7 = Sunday. */
export const dayOfWeek = (date: CalendarDate): number => {
  const shifted = (toEpochDay(date) + 3) % 7;
  return (shifted < 0 ? shifted + 7 : shifted) + 1;
};

export const dayOfYear = (date: CalendarDate): number =>
  toEpochDay(date) - toEpochDay({ year: date.year, month: 1, day: 1 }) + 1;

/** ISO 8601: week 1 holds the first Thursday. */
export const weekOfYear = (date: CalendarDate): number => {
  const thursday = fromEpochDay(toEpochDay(date) + 4 - dayOfWeek(date));
  return Math.floor((dayOfYear(thursday) - 1) / 7) + 1;
};
