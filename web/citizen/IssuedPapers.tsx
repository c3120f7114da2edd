import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DossierView } from '../../core/contracts/dossier.ts';
import { documentUrl } from '../api/upload-document.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { formatInstant } from '../ui/format-date.ts';
import classes from './Citizen.module.css';

export function IssuedPapers({ papers }: Pick<DossierView, 'papers'>) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  return (
    <section className={classes['block']}>
      <h2>{t('tracking.papers')}</h2>
      <ul className={classes['cards']}>
        {papers.map(({ id, name, number, issuedAt, documentId }) => (
          <li key={id}>
            <a className={classes['pick']} href={documentUrl(documentId)} target="_blank" rel="noopener">
              <IconDownload size={20} stroke={1.75} aria-hidden />
              {pick(name)}
            </a>
            <p className={classes['small']}>{[number, formatInstant(issuedAt)].filter(Boolean).join(' · ')}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
