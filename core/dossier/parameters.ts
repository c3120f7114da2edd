import type { JsonValue } from '../contracts/json.ts';
import type { ProcedureRecord } from '../contracts/package.ts';

/** Values by name, with a period of validity (local days, `to` included). */
export type ParameterRow = {
  readonly value: unknown;
  readonly unit?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};
export type SiteSettings = Readonly<Record<string, ParameterRow>>;

/** Used where neither the procedure nor the site says anything. Sources: docs of each rule; all are only defaults. */
const defaults: Readonly<Record<string, JsonValue>> = {
  supplementCap: 1,
  supplementDeadline: 30,
  onlineReply: 8,
  cutOff: '15:00',
  cutOffMode: 'STRICTLY_AFTER',
  agencyReplyHours: 16,
  noPromisedDate: false,
};

const isValid = ({ from, to }: ParameterRow, date: string): boolean =>
  (from === undefined || from <= date) && (to === undefined || date <= to);

/** The row in force on a local day (yyyy-mm-dd): of the procedure version, else of the site. */
export const findParameterRow = (
  record: ProcedureRecord,
  site: SiteSettings,
  name: string,
  date: string,
): ParameterRow | undefined =>
  [record.parameters?.[name], site[name]].find(
    (candidate): candidate is ParameterRow => candidate !== undefined && isValid(candidate, date),
  );

/** The value in force on a local day, or the default. Undefined when none knows it. */
export const readParameter = (
  record: ProcedureRecord,
  site: SiteSettings,
  name: string,
  date: string,
): JsonValue | undefined => {
  const row = findParameterRow(record, site, name, date);
  return row === undefined ? defaults[name] : (row.value as JsonValue);
};

/** @throws RangeError when it is set to something that is no number of this range */
export const readNumberParameter = (
  record: ProcedureRecord,
  site: SiteSettings,
  name: string,
  date: string,
): number => {
  const value = readParameter(record, site, name, date);
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0)
    throw new RangeError(`Parameter ${name} of ${record.code} must be a number from 0`);
  return value;
};
