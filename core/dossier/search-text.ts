import { foldDiacritics } from './fold-diacritics.ts';

/**
 * Text as it is kept and looked for: no diacritics, lower case, single blanks. Applied to both sides, so that
 * "dang ky" finds "Đăng ký" on any PostgreSQL, with or without its extensions.
 */
export const normaliseSearchText = (text: string): string =>
  foldDiacritics(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.\-/@]+/gu, ' ')
    .trim();

/** What a dossier is found by: code, owner, identity number and telephone. Each word stands alone between blanks. */
export const dossierSearchText = (parts: readonly (string | null | undefined)[]): string =>
  ` ${parts
    .map((part) => normaliseSearchText(part ?? ''))
    .filter((part) => part !== '')
    .join(' ')} `;

/** A LIKE pattern for each word typed; all must be found. `%`, `_` and `\` are letters here. */
export const searchPatterns = (query: string): string[] =>
  normaliseSearchText(query)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 8)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
