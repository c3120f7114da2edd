import { defaultClockOptions, type ClockOptions } from '../calendar/clock-options.ts';
import type { ClockTerms } from '../calendar/legal-clock.ts';
import type { ProcedureRecord } from '../contracts/package.ts';
import { findParameterRow, readParameter, type SiteSettings } from './parameters.ts';

const optionNames = [
  'dayCount',
  'hoursPerDay',
  'cutOffMode',
  'cutOffOnResume',
  'pauseUnit',
  'dueRounding',
  'calendarDayRoll',
  'warningMinutes',
  'warningShare',
] as const satisfies readonly (keyof ClockOptions)[];

/** `{value, unit}` of the parameter row; days of work where it names no unit. */
const apologyLeadOf = (record: ProcedureRecord, site: SiteSettings, date: string): ClockOptions['apologyLead'] => {
  const row = findParameterRow(record, site, 'apologyLead', date);
  return typeof row?.value === 'number'
    ? { value: row.value, unit: row.unit === 'days' ? 'days' : 'workingDays' }
    : defaultClockOptions.apologyLead;
};

/**
 * How the clock of a dossier counts: the channel's limit and cut-off, conventions of the procedure or the site.
 * Undefined when the procedure is not offered on this channel, or promises no date.
 * @param date local day of acceptance, yyyy-mm-dd
 */
export const clockTermsOf = (
  record: ProcedureRecord,
  site: SiteSettings,
  channel: string,
  date: string,
): ClockTerms | undefined => {
  const terms = record.channels.find((offered) => offered.channel === channel);
  if (!terms || readParameter(record, site, 'noPromisedDate', date) === true) return undefined;
  const set = optionNames.flatMap((name) => {
    const value = readParameter(record, site, name, date);
    return value === undefined ? [] : [[name, value]];
  });
  const limit = terms.cutOff15h ? readParameter(record, site, 'cutOff', date) : null;
  const cutOff = typeof limit === 'string' ? limit : null;
  return {
    duration: { value: terms.time.value, unit: terms.time.unit },
    options: {
      ...defaultClockOptions,
      ...(Object.fromEntries(set) as Partial<ClockOptions>),
      apologyLead: apologyLeadOf(record, site, date),
      cutOff,
    },
  };
};
