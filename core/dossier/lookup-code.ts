/** Digits and letters that nobody confuses on paper: no 0, O, 1, I, L, U. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/** Random bytes that one code takes. Bytes beyond the last whole round of the alphabet are left out, so letters are equally likely. */
export const LOOKUP_CODE_BYTES = 40;

/**
 * The code printed on a receipt: with the dossier code it opens the public tracking page. Ten letters are 49 bits.
 * @throws RangeError when too few of the bytes could be used
 */
export const createLookupCode = (random: Uint8Array): string => {
  const usable = [...random].filter((byte) => byte < 256 - (256 % alphabet.length));
  if (usable.length < LENGTH) throw new RangeError('Not enough random bytes');
  return usable
    .slice(0, LENGTH)
    .map((byte) => alphabet[byte % alphabet.length])
    .join('');
};

/** As people type it: lower case, blanks and dashes are forgiven. */
export const normaliseLookupCode = (typed: string): string => typed.toUpperCase().replace(/[\s-]+/g, '');

/** As it is printed: two groups of five. */
export const printLookupCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`;
