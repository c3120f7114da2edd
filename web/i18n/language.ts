export type Language = 'vi' | 'en';

/** The language that the visitor chose here or on the public pages; Vietnamese unless English was chosen. */
export const rememberedLanguage = (cookie: string): Language => (/(?:^|;\s*)lang=en(?:;|$)/.test(cookie) ? 'en' : 'vi');

export const rememberLanguage = (language: Language): void => {
  document.cookie = `lang=${language}; path=/; max-age=31536000; samesite=lax`;
};
