import { Button } from '@mantine/core';
import { IconDatabase } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UploadedPaper } from '../api/draft.ts';
import type { Variables } from '../../core/contracts/json.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { applyingPapers } from './applying-papers.ts';
import { acceptedNames, largestMegabytes } from './check-file.ts';
import classes from './Citizen.module.css';
import { missingPapers, papersToHandIn, type Component } from './filing-steps.ts';
import { PaperUpload } from './PaperUpload.tsx';

type Props = {
  readonly documents: readonly Component[];
  /** Answers of the form: they decide which papers apply. */
  readonly data: Variables;
  readonly papers: readonly UploadedPaper[];
  readonly onChange: (papers: readonly UploadedPaper[]) => void;
  /** Called with the files of the papers that apply; a file of one that no longer does is left behind. */
  readonly onNext: (papers: readonly UploadedPaper[]) => void;
};

/** Papers one by one; what the state holds is named, so that nobody looks for it at home. */
export default function DocumentsStep({ documents, data, papers, onChange, onNext }: Props) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const [isChecked, setChecked] = useState(false);
  const applying = applyingPapers(documents, data);
  const missing = missingPapers(applying, papers);
  const asked = papersToHandIn(applying);
  const submit = (): void => {
    if (missing.length === 0)
      return onNext(papers.filter(({ componentId }) => asked.some(({ id }) => id === componentId)));
    setChecked(true);
    document.getElementById(`paper-${missing[0]?.id}`)?.focus();
  };
  return (
    <div className={classes['block']}>
      <h2>{t('filing.step.documents')}</h2>
      <p className={classes['small']}>{t('papers.limits', { types: acceptedNames, megabytes: largestMegabytes })}</p>
      {applying.map((component) => (
        <section key={component.id} className={classes['file']} aria-labelledby={`name-${component.id}`}>
          <h3 id={`name-${component.id}`}>
            {pick(component.name)}
            {!component.required && <span className="mc-muted"> ({t('papers.ifAny')})</span>}
          </h3>
          {asked.includes(component) ? (
            <PaperUpload
              componentId={component.id}
              papers={papers.filter(({ componentId }) => componentId === component.id)}
              problem={isChecked && missing.includes(component) ? t('papers.missing') : undefined}
              onAdd={(paper) => onChange([...papers, paper])}
              onRemove={(documentId) => onChange(papers.filter((paper) => paper.documentId !== documentId))}
            />
          ) : (
            <p className={classes['held']}>
              <IconDatabase size={20} stroke={1.75} aria-hidden />
              {t(component.stateHolds ? 'papers.held' : 'papers.filled')}
            </p>
          )}
        </section>
      ))}
      <Button onClick={submit}>{t('filing.continue')}</Button>
    </div>
  );
}
