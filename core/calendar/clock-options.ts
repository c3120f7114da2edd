/** A legal limit or an extension. */
export type LegalDuration = { readonly value: number; readonly unit: 'workingHours' | 'workingDays' | 'days' };

/** How a limit is counted. Every convention that the law leaves open is a value here and data of the procedure or the site. */
export type ClockOptions = {
  /** Which day is the first one. ROLLING_HOURS: value × hoursPerDay from the instant of acceptance. */
  readonly dayCount: 'EXCLUDE_ACCEPTANCE_DAY' | 'INCLUDE_ACCEPTANCE_DAY' | 'ROLLING_HOURS';
  readonly hoursPerDay: number;
  /** hh:mm; what is accepted later counts from the next working day. Null = no such rule. */
  readonly cutOff: string | null;
  readonly cutOffMode: 'STRICTLY_AFTER' | 'AT_OR_AFTER';
  /** The cut-off also holds for the instant at which a pause ends. */
  readonly cutOffOnResume: boolean;
  readonly pauseUnit: 'WORKING_MINUTES' | 'WHOLE_DAYS';
  readonly dueRounding: 'NONE' | 'END_OF_DAY';
  /** A limit in calendar days that ends on a day off moves to the next working day. */
  readonly calendarDayRoll: 'FORWARD' | 'NONE';
  /** How long before the promised day the apology must have left. */
  readonly apologyLead: { readonly value: number; readonly unit: 'workingDays' | 'days' };
  /** "Warning" from this many working minutes before the due instant … */
  readonly warningMinutes: number;
  /** … or from this share of the whole limit, whichever is earlier. */
  readonly warningShare: number;
};

export const defaultClockOptions: ClockOptions = {
  dayCount: 'EXCLUDE_ACCEPTANCE_DAY',
  hoursPerDay: 8,
  cutOff: null,
  cutOffMode: 'STRICTLY_AFTER',
  cutOffOnResume: false,
  pauseUnit: 'WORKING_MINUTES',
  dueRounding: 'NONE',
  calendarDayRoll: 'FORWARD',
  apologyLead: { value: 1, unit: 'workingDays' },
  warningMinutes: 480,
  warningShare: 0.2,
};
