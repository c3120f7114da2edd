import './citizen-form.css';
import { IconBell, IconFileDescription, IconListSearch } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Route, Switch } from 'wouter';
import type { SessionView } from '../../core/contracts/session.ts';
import { useNotifications } from '../api/use-notifications.query.ts';
import { useServerEvents } from '../api/use-server-events.ts';
import { NotFoundPage } from '../app/NotFoundPage.tsx';
import { PageShell, type RailItem } from '../ui/PageShell.tsx';
import { Skeletons } from '../ui/Skeletons.tsx';

const FilingPage = lazy(() => import('./FilingPage.tsx').then(({ FilingPage: page }) => ({ default: page })));
const DossiersPage = lazy(() => import('./DossiersPage.tsx').then(({ DossiersPage: page }) => ({ default: page })));
const TrackingPage = lazy(() => import('./TrackingPage.tsx').then(({ TrackingPage: page }) => ({ default: page })));
const NotificationsPage = lazy(() =>
  import('./NotificationsPage.tsx').then(({ NotificationsPage: page }) => ({ default: page })),
);

export function CitizenApp({ session }: { readonly session: SessionView }) {
  const { t } = useTranslation();
  const connection = useServerEvents(true);
  const notifications = useNotifications();
  const unread = notifications.data?.unread ?? 0;
  const items: readonly RailItem[] = [
    { href: '/thu-tuc', label: t('rail.catalogue'), icon: IconListSearch, outside: true },
    { href: '/ho-so', label: t('rail.dossiers'), icon: IconFileDescription },
    { href: '/thong-bao', label: t('rail.notifications'), icon: IconBell, count: unread },
  ];
  return (
    <PageShell kind="citizen" session={session} connection={connection} items={items}>
      <Suspense fallback={<Skeletons rows={6} height={32} />}>
        <Switch>
          <Route path="/nop/:code">
            {({ code }) => <FilingPage key={code} code={decodeURIComponent(code)} session={session} />}
          </Route>
          <Route path="/ho-so">
            <DossiersPage />
          </Route>
          <Route path="/ho-so/:id">{({ id }) => <TrackingPage key={id} id={decodeURIComponent(id)} />}</Route>
          <Route path="/thong-bao">
            <NotificationsPage dossiers="/ho-so" />
          </Route>
          <Route>
            <NotFoundPage />
          </Route>
        </Switch>
      </Suspense>
    </PageShell>
  );
}
