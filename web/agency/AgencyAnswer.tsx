import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswerAgency } from '../api/use-answer-agency.mutation.ts';
import { ProblemSummary } from '../ui/ProblemSummary.tsx';
import { tell } from '../ui/tell.ts';
import classes from './AgencyPage.module.css';

/** Done or refused, always with words: the centre passes them on to the applicant. Given once. */
export function AgencyAnswer({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const answer = useAnswerAgency(id);
  const [note, setNote] = useState('');
  const [isChecked, setChecked] = useState(false);
  const isEmpty = note.trim() === '';
  const send = (outcome: 'done' | 'refused'): void => {
    setChecked(true);
    if (!isEmpty) answer.mutate({ outcome, note: note.trim() }, { onSuccess: () => tell(t('agency.sent')) });
  };
  return (
    <div className={classes['answer']}>
      {answer.error && <ProblemSummary error={answer.error} />}
      <Textarea
        label={t('agency.note')}
        description={t('agency.noteHint')}
        error={isChecked && isEmpty && t('agency.noteNeeded')}
        maxLength={2000}
        minRows={2}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <div className={classes['acts']}>
        <Button loading={answer.isPending} onClick={() => send('done')}>
          {t('agency.done')}
        </Button>
        <Button variant="default" disabled={answer.isPending} onClick={() => send('refused')}>
          {t('agency.refuse')}
        </Button>
      </div>
    </div>
  );
}
