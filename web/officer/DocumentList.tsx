import { Modal } from '@mantine/core';
import { IconFileText, IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DossierView } from '../../core/contracts/dossier.ts';
import { formatInstant } from '../ui/format-date.ts';
import { formatSize } from '../ui/format-size.ts';
import classes from './DocumentList.module.css';
import { DocumentPreview } from './DocumentPreview.tsx';

type Shown = { readonly id: string; readonly name: string; readonly mime: string };
type Props = { readonly documents: DossierView['documents'] };

/** Files of a dossier; a click shows one without leaving the page. */
export function DocumentList({ documents }: Props) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Shown | null>(null);
  if (documents.length === 0) return <p className="mc-muted">{t('documents.none')}</p>;
  return (
    <>
      <ul className={classes['list']}>
        {documents.map((document) => (
          <li key={document.id}>
            <button type="button" className={classes['document']} onClick={() => setShown(document)}>
              {document.mime.startsWith('image/') ? (
                <IconPhoto size={20} stroke={1.75} aria-hidden />
              ) : (
                <IconFileText size={20} stroke={1.75} aria-hidden />
              )}
              <span className={classes['name']}>{document.name}</span>
              <span className={classes['facts']}>
                {formatSize(document.size)} · {formatInstant(document.uploadedAt)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Modal
        opened={shown !== null}
        onClose={() => setShown(null)}
        title={shown?.name}
        size="min(1100px, 94vw)"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {shown && <DocumentPreview {...shown} />}
      </Modal>
    </>
  );
}
