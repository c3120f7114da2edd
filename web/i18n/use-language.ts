import { useTranslation } from 'react-i18next';
import type { Language } from './language.ts';

/** A text that the server keeps in both languages. */
export type Bilingual = { readonly vi: string; readonly en: string };

export const useLanguage = (): { readonly language: Language; readonly pick: (text: Bilingual) => string } => {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'vi';
  return { language, pick: (text) => text[language] || text.vi };
};
