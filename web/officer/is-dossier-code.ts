/** Shape of a complete dossier code: unit, day as yyMMdd, number (H29.101.2-261124-0001). Scanners and typed codes alike. */
export const isDossierCode = (text: string): boolean =>
  /^[a-z]\d{2}(?:\.\d{1,3}){0,4}-\d{6}-\d{4,6}$/i.test(text.trim());
