import { Button, Modal, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useEndDossier } from '../api/use-end-dossier.mutation.ts';
import { tell } from '../ui/tell.ts';
import { ProblemSummary } from '../ui/ProblemSummary.tsx';
import classes from './Citizen.module.css';

type Props = { readonly id: string; readonly etag: string; readonly onClose: () => void };

export function WithdrawDialog({ id, etag, onClose }: Props) {
  const { t } = useTranslation();
  const end = useEndDossier(id);
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (reason.trim() === '') return;
    end.mutate(
      { act: 'withdraw', etag, reason: reason.trim() },
      {
        onSuccess: () => {
          tell(t('withdraw.sent'));
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('withdraw.title')}
      closeButtonProps={{ 'aria-label': t('common.close'), size: 44 }}
    >
      <form className={classes['choices']} onSubmit={submit} noValidate>
        <p>{t('withdraw.lead')}</p>
        {end.error && <ProblemSummary error={end.error} />}
        <Textarea
          label={t('withdraw.reason')}
          required
          data-autofocus
          maxLength={2000}
          minRows={3}
          value={reason}
          error={isChecked && reason.trim() === '' && t('withdraw.reasonNeeded')}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <div className={classes['acts']}>
          <Button type="submit" color="red" h={48} loading={end.isPending}>
            {t('withdraw.submit')}
          </Button>
          <Button variant="default" h={48} onClick={onClose}>
            {t('withdraw.keep')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
