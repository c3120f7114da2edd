import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAgencyRequests } from '../api/use-agency-requests.query.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Skeletons } from '../ui/Skeletons.tsx';
import classes from './AgencyPage.module.css';
import { AgencyRequest } from './AgencyRequest.tsx';

const states = ['open', 'answered'] as const;

/** Desk of another agency: what the centres ask of it, oldest due first, and the answer. */
export function AgencyPage() {
  const { t } = useTranslation();
  const [state, setState] = useState<(typeof states)[number]>('open');
  const requests = useAgencyRequests(state);
  const rows = requests.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className={classes['page']}>
      <PageHeading title={t('agency.title')} className={classes['title']!} />
      <div role="group" aria-label={t('agency.filter')} className={classes['filter']}>
        {states.map((name) => (
          <button key={name} type="button" aria-pressed={name === state} onClick={() => setState(name)}>
            {t(`agency.${name}`)}
          </button>
        ))}
      </div>
      {requests.isPending && <Skeletons rows={5} height={56} />}
      {requests.isError && <ErrorState error={requests.error} onRetry={() => void requests.refetch()} />}
      {requests.isSuccess && rows.length === 0 && <EmptyState title={t(`agency.empty.${state}`)} />}
      <ul className={classes['list']}>
        {rows.map((request) => (
          <li key={request.id}>
            <AgencyRequest request={request} />
          </li>
        ))}
      </ul>
      {requests.hasNextPage && (
        <Button
          variant="default"
          mt="sm"
          loading={requests.isFetchingNextPage}
          onClick={() => void requests.fetchNextPage()}
        >
          {t('dossiers.more')}
        </Button>
      )}
    </div>
  );
}
