import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useDossiers } from '../api/use-dossiers.query.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { formatInstant } from '../ui/format-date.ts';
import { LegalClock } from '../ui/LegalClock.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Skeletons } from '../ui/Skeletons.tsx';
import { StatusBadge } from '../ui/StatusBadge.tsx';
import classes from './Citizen.module.css';
import { waitsForApplicant } from './waits-for-applicant.ts';

/** The citizen's dossiers; those that wait for the citizen come first. */
export function DossiersPage() {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const dossiers = useDossiers();
  const rows = dossiers.data?.pages.flatMap(({ items }) => items) ?? [];
  const ordered = rows.toSorted(
    (one, other) => Number(waitsForApplicant(other.status)) - Number(waitsForApplicant(one.status)),
  );
  return (
    <div className={classes['page']}>
      <PageHeading title={t('dossiers.title')} className={classes['title']!} />
      {dossiers.isPending && <Skeletons rows={4} height={72} />}
      {dossiers.isError && <ErrorState error={dossiers.error} onRetry={() => void dossiers.refetch()} />}
      {dossiers.isSuccess && rows.length === 0 && (
        <EmptyState
          title={t('dossiers.empty')}
          action={
            <Button component="a" href="/thu-tuc">
              {t('dossiers.toCatalogue')}
            </Button>
          }
        >
          {t('dossiers.emptyHint')}
        </EmptyState>
      )}
      <ul className={classes['cards']}>
        {ordered.map(({ id, code, procedureName, status, publicStep, clock, submittedAt }) => (
          <li key={id} className={classes['card']}>
            <Link href={`/ho-so/${id}`}>{pick(procedureName)}</Link>
            <div className={classes['row']}>
              <StatusBadge code={status} size="lg" />
              {clock.state !== 'none' && <LegalClock clock={clock} size="lg" />}
            </div>
            {publicStep && <p>{publicStep}</p>}
            <p className={classes['small']}>
              {code ?? t('dossiers.noCode')} · {t('dossiers.submitted', { at: formatInstant(submittedAt) })}
            </p>
          </li>
        ))}
      </ul>
      {dossiers.hasNextPage && (
        <Button variant="default" loading={dossiers.isFetchingNextPage} onClick={() => void dossiers.fetchNextPage()}>
          {t('dossiers.more')}
        </Button>
      )}
    </div>
  );
}
