import { IconFileCertificate } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DossierView } from '../../core/contracts/dossier.ts';
import { documentUrl } from '../api/upload-document.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { formatInstant } from '../ui/format-date.ts';
import { DocumentList } from './DocumentList.tsx';
import classes from './Panel.module.css';

type Props = Pick<DossierView, 'documents' | 'papers'>;

/** What the applicant handed in, and the papers that the unit issued. */
export function DocumentsPanel({ documents, papers }: Props) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  return (
    <div className={classes['panel']}>
      <section className={classes['block']}>
        <h3>{t('documents.submitted')}</h3>
        <DocumentList documents={documents} />
      </section>
      <section className={classes['block']}>
        <h3>{t('documents.issued')}</h3>
        {papers.length === 0 && <p className="mc-muted">{t('documents.noneIssued')}</p>}
        <ul className={classes['papers']}>
          {papers.map(({ id, name, number, issuedAt, documentId }) => (
            <li key={id}>
              <IconFileCertificate size={20} stroke={1.75} aria-hidden />
              <a href={documentUrl(documentId)} target="_blank" rel="noopener">
                {pick(name)}
              </a>
              <span className="mc-muted">{[number, formatInstant(issuedAt)].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
