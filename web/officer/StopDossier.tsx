import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DossierView } from '../../core/contracts/dossier.ts';
import { EndDossierDialog } from '../ui/EndDossierDialog.tsx';

type Props = { readonly dossier: Pick<DossierView, 'id' | 'etag' | 'actions'> };

/** Offered to those who may stop this dossier, and only while its process can be stopped. */
export function StopDossier({ dossier: { id, etag, actions } }: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (!actions.includes('stop') && !isOpen) return null;
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setOpen(true)}>
        {t('act.stop.open')}
      </Button>
      {isOpen && <EndDossierDialog act="stop" id={id} etag={etag} onClose={() => setOpen(false)} />}
    </>
  );
}
