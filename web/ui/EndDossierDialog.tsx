import { Button, Modal, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useEndDossier, type Ending } from '../api/use-end-dossier.mutation.ts';
import classes from './EndDossierDialog.module.css';
import { ProblemSummary } from './ProblemSummary.tsx';
import { tell } from './tell.ts';

type Props = {
  readonly act: Ending['act'];
  readonly id: string;
  readonly etag: string;
  readonly onClose: () => void;
};

/** Withdrawing and stopping end a dossier for good: both ask once more, and for a reason that stays in the log. */
export function EndDossierDialog({ act, id, etag, onClose }: Props) {
  const { t } = useTranslation();
  const end = useEndDossier(id);
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const isEmpty = reason.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (isEmpty) return;
    end.mutate(
      { act, etag, reason: reason.trim() },
      {
        onSuccess: () => {
          tell(t(`act.${act}.sent`));
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`act.${act}.title`)}
      closeButtonProps={{ 'aria-label': t('common.close'), size: 44 }}
    >
      <form className={classes['form']} onSubmit={submit} noValidate>
        <p>{t(`act.${act}.lead`)}</p>
        {end.error && <ProblemSummary error={end.error} />}
        <Textarea
          label={t(`act.${act}.reason`)}
          required
          data-autofocus
          maxLength={2000}
          minRows={3}
          value={reason}
          error={isChecked && isEmpty && t(`act.${act}.reasonNeeded`)}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <div className={classes['acts']}>
          <Button type="submit" color="red" h={48} loading={end.isPending}>
            {t(`act.${act}.submit`)}
          </Button>
          <Button variant="default" h={48} onClick={onClose}>
            {t(`act.${act}.keep`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
