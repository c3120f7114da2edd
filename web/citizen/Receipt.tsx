import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../ui/format-date.ts';
import classes from './Citizen.module.css';

type Props = { readonly code: string | null; readonly lookupCode: string | null; readonly submittedAt: string };

/** Proof of filing, on the page that the dossier keeps: reloading shows it again. */
export function Receipt({ code, lookupCode, submittedAt }: Props) {
  const { t } = useTranslation();
  return (
    <section className={classes['receipt']} aria-labelledby="receipt-title">
      <h2 id="receipt-title">
        <IconCircleCheck size={28} stroke={1.75} aria-hidden />
        {t('receipt.title')}
      </h2>
      <p>{t('receipt.at', { at: formatInstant(submittedAt) })}</p>
      {code && (
        <p>
          {t('receipt.code')} <code>{code}</code>
        </p>
      )}
      {lookupCode && (
        <p>
          {t('receipt.lookup')} <code>{lookupCode}</code>
        </p>
      )}
      <p>{t('receipt.next')}</p>
    </section>
  );
}
