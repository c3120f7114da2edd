import { Button } from '@mantine/core';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ProcedureView } from '../../core/contracts/procedure.ts';
import { removeDraft, type DraftContent } from '../api/draft.ts';
import { useCreateDossier } from '../api/use-create-dossier.mutation.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Skeletons } from '../ui/Skeletons.tsx';
import { ApplicantStep } from './ApplicantStep.tsx';
import { CaseStep } from './CaseStep.tsx';
import { CheckStep } from './CheckStep.tsx';
import classes from './Citizen.module.css';
import { knownStep, stepsOf, type FilingStep } from './filing-steps.ts';
import { FormStep } from './FormStep.tsx';
import { prefillRequester } from './prefill-requester.ts';
import { SaveLine } from './SaveLine.tsx';
import { toDossierBody } from './to-dossier-body.ts';
import type { useDraft } from './use-draft.ts';

/** Which papers apply is a matter of expressions, whose evaluator comes with the form. */
const DocumentsStep = lazy(() => import('./DocumentsStep.tsx'));

type Props = {
  readonly procedure: ProcedureView;
  readonly initial: DraftContent;
  readonly isResumed: boolean;
  readonly draft: ReturnType<typeof useDraft>;
};

/** The steps of a filing. Whatever changes is in the draft; going back loses nothing; sending twice makes one dossier. */
export function Filing({ procedure, initial, isResumed, draft }: Props) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const [, navigate] = useLocation();
  const create = useCreateDossier();
  const [content, setContent] = useState(initial);
  const chosen = procedure.cases.find(({ id }) => id === content.caseId);
  const steps = stepsOf(procedure.cases, chosen);
  const step = chosen ? knownStep(steps, content.step) : (steps[0] ?? 'case');
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);

  const { save, finish } = draft;
  const change = useCallback(
    (next: Partial<DraftContent>): void =>
      setContent((now) => {
        const changed = { ...now, ...next };
        save(changed);
        return changed;
      }),
    [save],
  );
  useEffect(() => {
    if (!isFirst.current) heading.current?.focus();
    isFirst.current = false;
    window.scrollTo({ top: 0 });
  }, [step]);

  const go = (target: FilingStep | undefined): void => (target ? change({ step: target }) : undefined);
  const at = steps.indexOf(step);
  const next = (): void => go(steps[at + 1]);
  const send = (): void =>
    create.mutate(
      { body: toDossierBody(procedure.code, content), attempt: content.attempt },
      {
        onSuccess: ({ id }) => {
          finish();
          void removeDraft(procedure.code).catch(() => undefined);
          navigate(`/ho-so/${id}?da-nop=1`, { replace: true });
        },
      },
    );
  return (
    <div className={classes['page']}>
      <div>
        <p className={classes['small']}>{t('filing.title')}</p>
        <PageHeading title={pick(procedure.name)} className={classes['title']!} />
      </div>
      <div className={classes['progress']}>
        <h2 ref={heading} tabIndex={-1} data-heading className={classes['small']}>
          {t('filing.stepOf', { at: at + 1, of: steps.length, name: t(`filing.step.${step}`) })}
        </h2>
        <ol aria-hidden>
          {steps.map((name, index) => (
            <li key={name} data-done={index <= at} />
          ))}
        </ol>
        <SaveLine state={draft.state} isResumed={isResumed} />
      </div>
      {step === 'case' && (
        <CaseStep
          cases={procedure.cases}
          chosen={content.caseId}
          onChoose={(caseId) => change({ caseId })}
          onNext={next}
        />
      )}
      {step === 'applicant' && (
        <ApplicantStep applicant={content.applicant} onChange={(applicant) => change({ applicant })} onNext={next} />
      )}
      {step === 'form' && chosen && (
        <FormStep
          form={chosen.startForm}
          data={prefillRequester(content.data, content.applicant)}
          onChange={(data) => change({ data })}
          onNext={(data) => change({ data, ...(steps[at + 1] ? { step: steps[at + 1]! } : {}) })}
        />
      )}
      {step === 'documents' && chosen && (
        <Suspense fallback={<Skeletons rows={4} height={56} />}>
          <DocumentsStep
            documents={chosen.documents}
            data={content.data}
            papers={content.papers}
            onChange={(papers) => change({ papers })}
            onNext={(papers) => change({ papers, ...(steps[at + 1] ? { step: steps[at + 1]! } : {}) })}
          />
        </Suspense>
      )}
      {step === 'check' && chosen && (
        <CheckStep
          procedure={procedure}
          chosen={chosen}
          content={content}
          steps={steps}
          error={create.error}
          isSending={create.isPending}
          onChange={go}
          onSend={send}
        />
      )}
      {at > 0 && (
        <Button variant="subtle" onClick={() => go(steps[at - 1])} justify="start" w="fit-content">
          {t('filing.back')}
        </Button>
      )}
    </div>
  );
}
