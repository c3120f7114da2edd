import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { rememberedLanguage, rememberLanguage, type Language } from './language.ts';

const catalogues: Readonly<Record<Language, () => Promise<{ default: object }>>> = {
  vi: () => import('./vi.json'),
  en: () => import('./en.json'),
};

const load = async (language: Language): Promise<void> => {
  if (i18next.hasResourceBundle(language, 'translation')) return;
  const { default: texts } = await catalogues[language]();
  i18next.addResourceBundle(language, 'translation', texts);
};

const announce = (language: Language): void => {
  document.documentElement.lang = language;
};

/** Loads one language before the first paint; the other one waits until somebody asks for it. */
export const startI18n = async (): Promise<void> => {
  const language = rememberedLanguage(document.cookie);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await load(language);
  await i18next.changeLanguage(language);
  announce(language);
};

export const switchLanguage = async (language: Language): Promise<void> => {
  await load(language);
  rememberLanguage(language);
  await i18next.changeLanguage(language);
  announce(language);
};
