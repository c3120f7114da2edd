import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useNotifications } from '../api/use-notifications.query.ts';
import { useReadNotification } from '../api/use-read-notification.mutation.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { formatInstant } from '../ui/format-date.ts';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Skeletons } from '../ui/Skeletons.tsx';
import classes from './Citizen.module.css';

type Props = {
  /** Where a dossier of this reader is, without a slash at the end. */
  readonly dossiers: string;
};

export function NotificationsPage({ dossiers }: Props) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const notifications = useNotifications();
  const read = useReadNotification();
  return (
    <div className={classes['page']}>
      <PageHeading title={t('notifications.title')} className={classes['title']!} />
      {notifications.isPending && <Skeletons rows={4} height={56} />}
      {notifications.isError && <ErrorState error={notifications.error} onRetry={() => void notifications.refetch()} />}
      {notifications.data?.items.length === 0 && (
        <EmptyState title={t('notifications.empty')}>{t('notifications.emptyHint')}</EmptyState>
      )}
      <ul className={classes['cards']}>
        {notifications.data?.items.map(({ id, at, title, body, dossierId, readAt }) => (
          <li key={id} className={classes['card']}>
            <p>
              <strong>{pick(title)}</strong>
              {readAt === null && <span className={classes['small']}> · {t('notifications.unread')}</span>}
            </p>
            <p>{pick(body)}</p>
            <p className={classes['small']}>{formatInstant(at)}</p>
            <div className={classes['row']}>
              <Link href={`${dossiers}/${dossierId}`} onClick={() => readAt === null && read.mutate(id)}>
                {t('notifications.open')}
              </Link>
              {readAt === null && (
                <Button variant="subtle" onClick={() => read.mutate(id)}>
                  {t('notifications.read')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
