import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import classes from './HeaderSearch.module.css';
import { isDossierCode } from './is-dossier-code.ts';

/** A whole dossier code opens the dossier; anything else searches the tasks. */
export function HeaderSearch() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [text, setText] = useState('');
  const search = (event: FormEvent): void => {
    event.preventDefault();
    const wanted = text.trim();
    if (wanted === '') return;
    navigate(
      isDossierCode(wanted)
        ? `/lam-viec/ho-so/${encodeURIComponent(wanted.toUpperCase())}`
        : `/lam-viec/viec?${new URLSearchParams({ loc: 'tat-ca', q: wanted })}`,
    );
    setText('');
  };
  return (
    <form role="search" className={classes['search']} onSubmit={search}>
      <TextInput
        type="search"
        aria-label={t('shell.search')}
        placeholder={t('shell.searchHint')}
        leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </form>
  );
}
