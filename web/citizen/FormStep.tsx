import { Button } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Variables } from '../../core/contracts/json.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { LazyForm } from '../ui/LazyForm.tsx';
import classes from './Citizen.module.css';

type Props = {
  readonly form: Readonly<Record<string, unknown>>;
  readonly data: Variables;
  readonly onChange: (data: Variables) => void;
  /** Called with the answers once they pass every check of the form. */
  readonly onNext: (data: Variables) => void;
};

export function FormStep({ form, data, onChange, onNext }: Props) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const area = useRef<HTMLDivElement>(null);
  return (
    <div ref={area} className={classes['block']}>
      <h2>{t('filing.step.form')}</h2>
      <LazyForm schema={form} data={data} readOnly={false} language={language} onChange={onChange} onSubmit={onNext} />
      <Button onClick={() => area.current?.querySelector('form')?.requestSubmit()}>{t('filing.continue')}</Button>
    </div>
  );
}
