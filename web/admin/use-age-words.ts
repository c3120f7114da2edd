import { useTranslation } from 'react-i18next';
import { ageOf } from './age-of.ts';

/** How long ago in words: "3 phút", "dưới 1 phút". */
export const useAgeWords = (): ((since: string, now: string) => string) => {
  const { t } = useTranslation();
  return (since, now) => {
    const { unit, count } = ageOf(since, now);
    return unit === 'moment' ? t('system.moment') : t(`clock.${unit}`, { count });
  };
};
