import { offsetText } from './format.ts';
import { isRegion } from './zones.ts';

/** An offset is a zone without a name; `UTC+07:00` is one with a name and always the same offset. */
export type Zone = { readonly offsetSeconds: number; readonly zone: null } | { readonly zone: string };

/** Offsets reach 18 hours. */
const MOST_OFFSET = 18 * 3600;

const secondsOf = (sign: string, hours: string, minutes = '0', seconds = '0'): number | undefined => {
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  if (Number(minutes) > 59 || Number(seconds) > 59 || total > MOST_OFFSET) return undefined;
  return sign === '-' && total > 0 ? -total : total;
};

const OFFSET = /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/;
/** What functions take beside that. */
const SHORT_OFFSETS = [/^([+-])(\d)$/, /^([+-])(\d{2})$/, /^([+-])(\d{2})(\d{2})(\d{2})?$/];

/** @returns seconds east of UTC; undefined when the text is no offset */
export const parseOffset = (text: string, isShortAllowed = false): number | undefined => {
  if (text === 'Z') return 0;
  for (const pattern of isShortAllowed ? [OFFSET, ...SHORT_OFFSETS] : [OFFSET]) {
    const [found, sign = '', hours = '', minutes, seconds] = pattern.exec(text) ?? [];
    if (found !== undefined) return secondsOf(sign, hours, minutes, seconds);
  }
  return undefined;
};

const PREFIXED = /^(UTC|GMT|UT)([+-].*)?$/;

const parsePrefixed = (text: string, isShortAllowed: boolean): Zone | undefined => {
  const [, prefix, offset] = PREFIXED.exec(text) ?? [];
  if (prefix === undefined) return undefined;
  const seconds = offset === undefined ? 0 : parseOffset(offset, isShortAllowed);
  return seconds === undefined ? undefined : { zone: prefix + (seconds === 0 ? '' : offsetText(seconds)) };
};

/**
 * A zone by its text: an offset, a region, or one of UTC, GMT and UT with an offset or without.
 * @param isShortAllowed whether offsets like +7 and +0730 count too: they do in functions, not in literals
 * @returns undefined when there is no such zone
 */
export const parseZone = (text: string, isShortAllowed = false): Zone | undefined => {
  const offsetSeconds = parseOffset(text, isShortAllowed);
  if (offsetSeconds !== undefined) return { offsetSeconds, zone: null };
  if (PREFIXED.test(text)) return parsePrefixed(text, isShortAllowed);
  return isRegion(text) ? { zone: text } : undefined;
};
