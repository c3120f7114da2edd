import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskAct, type DeskAct } from '../api/use-desk-act.mutation.ts';
import { ProblemSummary } from '../ui/ProblemSummary.tsx';
import { tell } from '../ui/tell.ts';
import classes from './Admin.module.css';

type Props = {
  readonly act: DeskAct;
  /** What it is about. */
  readonly children: ReactNode;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

/** Asks once more before a process of a dossier is touched, and says what will happen. */
export function ConfirmAct({ act, children, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const { kind } = act;
  const run = useDeskAct();
  const confirm = (): void =>
    run.mutate(act, {
      onSuccess: () => {
        tell(t(`system.act.${kind}.done`));
        onDone();
      },
    });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`system.act.${kind}.title`)}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={classes['dialog']}>
        {run.error && <ProblemSummary error={run.error} />}
        {children}
        <p>{t(`system.act.${kind}.lead`)}</p>
        <div className={classes['acts']}>
          <Button data-autofocus loading={run.isPending} onClick={confirm}>
            {t(`system.act.${kind}.submit`)}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
