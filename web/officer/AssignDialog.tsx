import { Button, Modal } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../core/contracts/task.ts';
import { useCandidates } from '../api/use-candidates.query.ts';
import { useHoldTask } from '../api/use-hold-task.mutation.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { ProblemSummary } from '../ui/ProblemSummary.tsx';
import { Skeletons } from '../ui/Skeletons.tsx';
import { tell } from '../ui/tell.ts';
import classes from './AssignDialog.module.css';

type Props = { readonly task: Pick<TaskView, 'key' | 'etag' | 'assignee'>; readonly onClose: () => void };

/** A leader hands the task to an officer of its groups, seeing what each of them holds. */
export function AssignDialog({ task, onClose }: Props) {
  const { t } = useTranslation();
  const candidates = useCandidates(task.key);
  const hold = useHoldTask();
  const [chosen, setChosen] = useState(task.assignee);
  const [isChecked, setChecked] = useState(false);
  const people = candidates.data?.items ?? [];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    const person = people.find(({ id }) => id === chosen);
    if (!person) return;
    hold.mutate(
      { key: task.key, etag: task.etag, act: 'assign', personId: person.id },
      {
        onSuccess: () => {
          tell(t('assign.sent', { name: person.displayName }));
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('assign.title')}
      closeButtonProps={{ 'aria-label': t('common.close'), size: 44 }}
    >
      {candidates.isPending && <Skeletons rows={3} height={44} />}
      {candidates.isError && <ErrorState error={candidates.error} onRetry={() => void candidates.refetch()} />}
      {candidates.isSuccess && people.length === 0 && <EmptyState title={t('assign.nobody')} />}
      {people.length > 0 && (
        <form className={classes['form']} onSubmit={submit} noValidate>
          {hold.error && <ProblemSummary error={hold.error} />}
          <fieldset className={classes['people']}>
            <legend>{t('assign.to')}</legend>
            {people.map(({ id, displayName, openTasks }) => (
              <label key={id} className={classes['person']} data-chosen={id === chosen}>
                <input type="radio" name="assignee" value={id} checked={id === chosen} onChange={() => setChosen(id)} />
                <span>{displayName}</span>
                <span className="mc-muted">{t('assign.holds', { count: openTasks })}</span>
              </label>
            ))}
          </fieldset>
          {isChecked && chosen === null && (
            <p role="alert" className={classes['missing']}>
              {t('assign.chooseFirst')}
            </p>
          )}
          <div className={classes['acts']}>
            <Button type="submit" loading={hold.isPending}>
              {t('assign.submit')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}
