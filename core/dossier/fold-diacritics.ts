/** Vietnamese letters as plain Latin ones: "Đăng ký" becomes "Dang ky". Case stays. */
export const foldDiacritics = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .normalize('NFC');
