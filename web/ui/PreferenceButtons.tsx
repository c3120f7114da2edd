import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { switchLanguage } from '../i18n/i18n.ts';
import { useLanguage } from '../i18n/use-language.ts';
import classes from './PageShell.module.css';

/** Language and theme. The language button is written in the language it leads to. */
export function PreferenceButtons() {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const other = language === 'vi' ? 'en' : 'vi';
  return (
    <>
      <button type="button" className={classes['language']} lang={other} onClick={() => void switchLanguage(other)}>
        {other === 'en' ? 'English' : 'Tiếng Việt'}
      </button>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="var(--mc-control)"
        aria-label={t(scheme === 'dark' ? 'shell.toLight' : 'shell.toDark')}
        onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
      >
        {scheme === 'dark' ? (
          <IconSun size={20} stroke={1.75} aria-hidden />
        ) : (
          <IconMoon size={20} stroke={1.75} aria-hidden />
        )}
      </ActionIcon>
    </>
  );
}
