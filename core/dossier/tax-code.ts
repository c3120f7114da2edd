const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/** Tax code of an enterprise: ten digits with a check digit, a branch with -001 to -999. Persons use their personal id. */
export const isTaxCode = (value: string): boolean => {
  const [, base, branch] = /^(\d{10})(?:-(\d{3}))?$/.exec(value) ?? [];
  if (base === undefined || branch === '000' || base.startsWith('00') || /^0+$/.test(base.slice(2, 9))) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(base[index]), 0);
  return 10 - (sum % 11) === Number(base[9]);
};
