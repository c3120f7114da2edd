import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgencyRequestRow } from '../api/use-agency-requests.query.ts';
import { useAnswerAgency } from '../api/use-answer-agency.mutation.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { tell } from '../ui/tell.ts';
import { formatInstant } from '../ui/format-date.ts';
import { ProblemSummary } from '../ui/ProblemSummary.tsx';
import classes from './AgencyPage.module.css';

/** One request and its answer. A refusal needs a reason: the centre passes it on to the applicant. */
export function AgencyRequest({ request }: { readonly request: AgencyRequestRow }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const answer = useAnswerAgency();
  const [note, setNote] = useState('');
  const [isReasonMissing, setReasonMissing] = useState(false);

  const send = (outcome: 'done' | 'refused'): void => {
    if (outcome === 'refused' && note.trim() === '') return setReasonMissing(true);
    setReasonMissing(false);
    answer.mutate({ id: request.id, outcome, note: note.trim() }, { onSuccess: () => tell(t('agency.sent')) });
  };
  return (
    <article className={classes['request']}>
      <header>
        <h2>{request.subject || pick(request.procedureName)}</h2>
        <p>
          <span className="mc-mono">{request.dossierCode ?? '—'}</span> · {request.applicantName} · {pick(request.procedureName)}
        </p>
        <p className={request.late ? classes['late'] : 'mc-muted'}>
          {t('agency.sentAt', { at: formatInstant(request.sentAt) })}
          {request.dueAt && ` · ${request.late ? '!! ' : ''}${t('agency.dueAt', { at: formatInstant(request.dueAt) })}`}
        </p>
      </header>
      {request.answeredAt ? (
        <p>
          <strong>{t(`agency.outcome.${request.outcome ?? 'done'}`)}</strong> · {formatInstant(request.answeredAt)}
          {request.note && ` · ${request.note}`}
        </p>
      ) : (
        <div className={classes['answer']}>
          {answer.error && <ProblemSummary error={answer.error} />}
          <Textarea
            label={t('agency.note')}
            description={t('agency.noteHint')}
            error={isReasonMissing && t('agency.reasonNeeded')}
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
      )}
    </article>
  );
}
