import { useTranslation } from 'react-i18next';
import { useDossier } from '../api/use-dossier.query.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { LegalClock } from '../ui/LegalClock.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Skeletons } from '../ui/Skeletons.tsx';
import { StatusBadge } from '../ui/StatusBadge.tsx';
import { SystemWait } from '../ui/SystemWait.tsx';
import classes from './DossierPage.module.css';
import { StopDossier } from './StopDossier.tsx';
import { DossierTabs } from './DossierTabs.tsx';

/** Deep link to one dossier by code or id, for everybody of a unit that takes part in it. */
export function DossierPage({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const dossier = useDossier(id);
  if (dossier.isPending) return <Skeletons rows={8} height={28} />;
  if (dossier.isError)
    return (
      <div className={classes['problem']}>
        <PageHeading title={t('dossier.title', { code: id })} className="mc-visually-hidden" />
        <ErrorState error={dossier.error} onRetry={() => void dossier.refetch()} />
      </div>
    );
  const { code, applicant, procedure, caseName, status, clock, publicStep } = dossier.data;
  return (
    <div className={classes['page']}>
      <header className={classes['header']}>
        <PageHeading title={t('dossier.title', { code: code ?? t('tasks.noCode') })} className={classes['title']!}>
          {typeof applicant['fullName'] === 'string' ? applicant['fullName'] : null}
        </PageHeading>
        <p>
          {pick(procedure.name)} · {pick(caseName)}
        </p>
        <div className={classes['facts']}>
          <span className="mc-mono">{code ?? t('tasks.noCode')}</span>
          <StatusBadge code={status} />
          <LegalClock clock={clock} size="lg" />
          {publicStep && <span className="mc-muted">{publicStep}</span>}
          <StopDossier dossier={dossier.data} />
        </div>
      </header>
      <SystemWait wait={dossier.data.awaitsSystem} reader="officer" />
      <DossierTabs dossier={dossier} />
    </div>
  );
}
