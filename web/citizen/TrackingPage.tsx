import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { useDossier } from '../api/use-dossier.query.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { announce } from '../ui/announce.ts';
import { EndDossierDialog } from '../ui/EndDossierDialog.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { formatInstant } from '../ui/format-date.ts';
import { LegalClock } from '../ui/LegalClock.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Skeletons } from '../ui/Skeletons.tsx';
import { StatusBadge } from '../ui/StatusBadge.tsx';
import { SystemWait } from '../ui/SystemWait.tsx';
import classes from './Citizen.module.css';
import { IssuedPapers } from './IssuedPapers.tsx';
import { PublicTimeline } from './PublicTimeline.tsx';
import { Receipt } from './Receipt.tsx';
import { TodoPanel } from './TodoPanel.tsx';

/** One dossier for its owner: what to do now, where it is, until when, what happened. Changes by itself. */
export function TrackingPage({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const [query] = useSearchParams();
  const dossier = useDossier(id);
  const [isWithdrawing, setWithdrawing] = useState(false);
  const lastStep = useRef<string | null | undefined>(undefined);
  const publicStep = dossier.data?.publicStep;
  useEffect(() => {
    if (lastStep.current !== undefined && publicStep && publicStep !== lastStep.current)
      announce(t('tracking.changed', { step: publicStep }));
    lastStep.current = publicStep;
  }, [publicStep, t]);

  if (dossier.isPending) return <Skeletons rows={6} height={40} />;
  if (dossier.isError)
    return (
      <div className={classes['page']}>
        <PageHeading title={t('tracking.title')} className={classes['title']!} />
        <ErrorState error={dossier.error} onRetry={() => void dossier.refetch()} />
      </div>
    );
  const { code, procedure, caseName, status, clock, submittedAt, acceptedAt, actions, papers, lookupCode, etag } =
    dossier.data;
  return (
    <div className={classes['page']}>
      <div>
        <p className={classes['small']}>{code ?? t('dossiers.noCode')}</p>
        <PageHeading title={pick(procedure.name)} className={classes['title']!} />
        <p>{pick(caseName)}</p>
      </div>
      {query.has('da-nop') && <Receipt code={code} lookupCode={lookupCode} submittedAt={submittedAt} />}
      <SystemWait wait={dossier.data.awaitsSystem} reader="citizen" />
      <TodoPanel dossier={dossier.data} />
      <section className={classes['block']}>
        <h2>{t('tracking.where')}</h2>
        <div className={classes['row']}>
          <StatusBadge code={status} size="lg" />
          <LegalClock clock={clock} size="lg" />
        </div>
        {publicStep && <p>{publicStep}</p>}
        {clock.pauseReason && <p className={classes['small']}>{clock.pauseReason}</p>}
        <p className={classes['small']}>
          {t('dossiers.submitted', { at: formatInstant(submittedAt) })}
          {acceptedAt && ` · ${t('tracking.accepted', { at: formatInstant(acceptedAt) })}`}
        </p>
        {lookupCode && !query.has('da-nop') && (
          <p className={classes['small']}>
            {t('tracking.lookup')} <span className="mc-mono">{lookupCode}</span>
          </p>
        )}
      </section>
      {papers.length > 0 && <IssuedPapers papers={papers} />}
      <PublicTimeline id={dossier.data.id} />
      {actions.includes('withdraw') && (
        <Button variant="default" w="fit-content" onClick={() => setWithdrawing(true)}>
          {t('act.withdraw.open')}
        </Button>
      )}
      {isWithdrawing && (
        <EndDossierDialog act="withdraw" id={dossier.data.id} etag={etag} onClose={() => setWithdrawing(false)} />
      )}
    </div>
  );
}
