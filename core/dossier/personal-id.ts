export type DeclaredPerson = { readonly sex: 'M' | 'F'; readonly birthYear: number };
export type PersonalIdFinding = 'OK' | 'INVALID_FORMAT' | 'MISMATCH_SEX' | 'MISMATCH_BIRTH_YEAR';

/** Digit 4: even male, odd female; 0 and 1 are 19xx, 2 and 3 are 20xx, and so on. */
const birthYearOf = (value: string): number =>
  1900 + Math.floor(Number(value[3]) / 2) * 100 + Number(value.slice(4, 6));

/**
 * Twelve digits without a check digit. The structure is no law of nature, so a mismatch is a warning to be confirmed by
 * a look-up, never a refusal.
 */
export const checkPersonalId = (value: string, declared?: Partial<DeclaredPerson> | null): PersonalIdFinding => {
  if (!/^\d{12}$/.test(value)) return 'INVALID_FORMAT';
  const sex = Number(value[3]) % 2 === 0 ? 'M' : 'F';
  if (declared?.sex !== undefined && declared.sex !== sex) return 'MISMATCH_SEX';
  return declared?.birthYear !== undefined && declared.birthYear !== birthYearOf(value) ? 'MISMATCH_BIRTH_YEAR' : 'OK';
};
