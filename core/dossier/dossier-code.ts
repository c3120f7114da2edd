/** `{unit}-{yymmdd}-{sequence of the day}`; the old style with the unit turned round stays readable. TT 03/2025/TT-VPCP. */
const pattern =
  /^(?<unit>\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{1,3}){0,4})-(?<date>\d{6})-(?<sequence>\d{4,7})$/;

export type DossierCode = {
  readonly unit: string;
  /** yyyy-mm-dd, local. */
  readonly date: string;
  readonly sequence: number;
};

const readDate = (yymmdd: string): string | undefined => {
  const date = `20${yymmdd.slice(0, 2)}-${yymmdd.slice(2, 4)}-${yymmdd.slice(4)}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : undefined;
};

/** The parts of a code; undefined for what cannot be one (wrong form, no such day, sequence 0). */
export const parseDossierCode = (value: string): DossierCode | undefined => {
  const { unit = '', date: yymmdd = '', sequence = '' } = pattern.exec(value)?.groups ?? {};
  const date = readDate(yymmdd);
  return date !== undefined && Number(sequence) > 0 ? { unit, date, sequence: Number(sequence) } : undefined;
};

/** The code of a dossier. @param date local, yyyy-mm-dd @throws RangeError when the parts make no code */
export const formatDossierCode = ({ unit, date, sequence }: DossierCode): string => {
  const code = `${unit}-${date.replaceAll('-', '').slice(2)}-${String(sequence).padStart(4, '0')}`;
  if (!parseDossierCode(code)) throw new RangeError(`${code} is no dossier code`);
  return code;
};
