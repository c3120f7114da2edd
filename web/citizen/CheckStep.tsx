import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProcedureView } from '../../core/contracts/procedure.ts';
import type { DraftContent } from '../api/draft.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { LazyForm } from '../ui/LazyForm.tsx';
import { ProblemSummary } from '../ui/ProblemSummary.tsx';
import { applicantFields, tidyApplicant } from './check-applicant.ts';
import classes from './Citizen.module.css';
import type { Case, FilingStep } from './filing-steps.ts';

type Props = {
  readonly procedure: ProcedureView;
  readonly chosen: Case;
  readonly content: DraftContent;
  readonly steps: readonly FilingStep[];
  readonly error: unknown;
  readonly isSending: boolean;
  readonly onChange: (step: FilingStep) => void;
  readonly onSend: () => void;
};

/** Everything once more before it becomes a dossier, each part with a way back to it. */
export function CheckStep({ chosen, content, steps, error, isSending, onChange, onSend }: Props) {
  const { t } = useTranslation();
  const { language, pick } = useLanguage();
  const applicant = tidyApplicant(content.applicant);
  const changeButton = (step: FilingStep) =>
    steps.includes(step) && (
      <Button
        variant="subtle"
        w="fit-content"
        onClick={() => onChange(step)}
        aria-label={t('check.changePart', { part: t(`filing.step.${step}`) })}
      >
        {t('check.change')}
      </Button>
    );
  return (
    <>
      {error !== null && error !== undefined && <ProblemSummary error={error} />}
      <section className={classes['block']}>
        <h2>{t('filing.step.case')}</h2>
        <p>{pick(chosen.name)}</p>
        {changeButton('case')}
      </section>
      <section className={classes['block']}>
        <h2>{t('filing.step.applicant')}</h2>
        <dl className={classes['facts']}>
          {applicantFields.map((field) => (
            <div key={field}>
              <dt>{t(`applicant.${field}`)}</dt>
              <dd>{applicant[field] ?? '—'}</dd>
            </div>
          ))}
        </dl>
        {changeButton('applicant')}
      </section>
      <section className={classes['block']}>
        <h2>{t('filing.step.form')}</h2>
        <LazyForm schema={chosen.startForm} data={content.data} readOnly language={language} />
        {changeButton('form')}
      </section>
      {steps.includes('documents') && (
        <section className={classes['block']}>
          <h2>{t('filing.step.documents')}</h2>
          {content.papers.length === 0 && <p className="mc-muted">{t('check.noPapers')}</p>}
          <ul>
            {content.papers.map(({ documentId, name }) => (
              <li key={documentId}>{name}</li>
            ))}
          </ul>
          {changeButton('documents')}
        </section>
      )}
      <section className={classes['block']}>
        <Button loading={isSending} onClick={onSend}>
          {t('check.send')}
        </Button>
        <p className={classes['small']}>{t('check.after')}</p>
      </section>
    </>
  );
}
