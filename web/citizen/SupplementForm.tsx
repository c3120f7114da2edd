import { Button, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DossierView } from '../../core/contracts/dossier.ts';
import type { Variables } from '../../core/contracts/json.ts';
import type { UploadedPaper } from '../api/draft.ts';
import { useSupplement } from '../api/use-supplement.mutation.ts';
import { formatInstant } from '../ui/format-date.ts';
import { tell } from '../ui/tell.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { LazyForm } from '../ui/LazyForm.tsx';
import { ProblemSummary } from '../ui/ProblemSummary.tsx';
import classes from './Citizen.module.css';
import { PaperUpload } from './PaperUpload.tsx';

/** Answers a supplement request: only the flagged items are open, all of them at once. */
export function SupplementForm({ dossier }: { readonly dossier: DossierView }) {
  const { t } = useTranslation();
  const { language, pick } = useLanguage();
  const formArea = useRef<HTMLDivElement>(null);
  const supplement = useSupplement(dossier.id);
  const attempt = useRef(crypto.randomUUID());
  const [papers, setPapers] = useState<readonly UploadedPaper[]>([]);
  const [note, setNote] = useState('');
  const [isChecked, setChecked] = useState(false);
  const items = dossier.supplementItems.map((item, index) => ({
    ...item,
    target: item.componentId ?? `supplement-${index + 1}`,
    isPaper: item.componentId !== undefined,
  }));
  const missing = items.filter(
    ({ target, isPaper }) => isPaper && !papers.some(({ componentId }) => componentId === target),
  );
  const asksCorrection = items.some(({ isPaper }) => !isPaper);
  const form = asksCorrection ? dossier.startForm : undefined;
  const isNoteMissing = note.trim() === '' && asksCorrection && form === undefined;

  const send = (data: Variables): void =>
    supplement.mutate(
      {
        etag: dossier.etag,
        attempt: attempt.current,
        body: {
          data: { ...data },
          documents: papers.map(({ componentId, documentId }) => ({ componentId, documentId })),
          ...(note.trim() ? { note: note.trim() } : {}),
        },
      },
      { onSuccess: () => tell(t('supplement.sent')) },
    );
  const submit = (): void => {
    setChecked(true);
    if (missing.length > 0 || isNoteMissing)
      return document.getElementById(missing[0] ? `paper-${missing[0].target}` : 'supplement-note')?.focus();
    if (form) return formArea.current?.querySelector('form')?.requestSubmit();
    send({});
  };
  const paperUpload = (componentId: string, isMissing: boolean) => (
    <PaperUpload
      componentId={componentId}
      papers={papers.filter((paper) => paper.componentId === componentId)}
      problem={isMissing ? t('papers.missing') : undefined}
      onAdd={(paper) => setPapers((now) => [...now, paper])}
      onRemove={(documentId) => setPapers((now) => now.filter((paper) => paper.documentId !== documentId))}
    />
  );
  return (
    <>
      <p>
        {t('supplement.lead', { count: items.length })}{' '}
        {dossier.supplementDueAt && (
          <strong>{t('supplement.until', { at: formatInstant(dossier.supplementDueAt) })}</strong>
        )}
      </p>
      {supplement.error && <ProblemSummary error={supplement.error} />}
      {items.map(({ item, reason, target, isPaper }) => (
        <section key={target} className={classes['file']} aria-labelledby={`name-${target}`}>
          <h3 id={`name-${target}`}>{item}</h3>
          <p>{reason}</p>
          {isPaper && paperUpload(target, isChecked && missing.some((one) => one.target === target))}
        </section>
      ))}
      {dossier.supplementComponents.map(({ id, name }) => (
        <section key={id} className={classes['file']} aria-labelledby={`name-${id}`}>
          <h3 id={`name-${id}`}>
            {pick(name)} <span className="mc-muted">({t('papers.ifAny')})</span>
          </h3>
          {paperUpload(id, false)}
        </section>
      ))}
      {form && (
        <div ref={formArea}>
          <LazyForm
            schema={form}
            data={dossier.data as Variables}
            readOnly={false}
            language={language}
            onSubmit={send}
          />
        </div>
      )}
      <Textarea
        id="supplement-note"
        label={t('supplement.note')}
        maxLength={2000}
        minRows={2}
        error={isChecked && isNoteMissing && t('supplement.noteNeeded')}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <Button loading={supplement.isPending} onClick={submit}>
        {t('supplement.send')}
      </Button>
    </>
  );
}
