import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { documentUrl } from '../api/upload-document.ts';
import classes from './DocumentPreview.module.css';

type Props = { readonly id: string; readonly name: string; readonly mime: string };

/** PDF and pictures inside the page; every other kind is offered to save. */
export function DocumentPreview({ id, name, mime }: Props) {
  const { t } = useTranslation();
  const url = documentUrl(id);
  return (
    <div className={classes['preview']}>
      {mime === 'application/pdf' && <iframe className={classes['page']} src={url} title={name} />}
      {mime.startsWith('image/') && <img className={classes['image']} src={url} alt={name} />}
      {mime !== 'application/pdf' && !mime.startsWith('image/') && <p>{t('documents.noPreview')}</p>}
      <Button
        component="a"
        href={`${url}?download=1`}
        download={name}
        variant="default"
        leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
      >
        {t('documents.save')}
      </Button>
    </div>
  );
}
