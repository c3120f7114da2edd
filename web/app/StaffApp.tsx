import { IconArrowsExchange, IconBell, IconFileStack, IconHeartRateMonitor, IconListCheck } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect, Route, Switch } from 'wouter';
import type { SessionView } from '../../core/contracts/session.ts';
import { openCases } from '../admin/system-levels.ts';
import { useEngineState } from '../api/use-engine-state.query.ts';
import { useNotifications } from '../api/use-notifications.query.ts';
import { useServerEvents } from '../api/use-server-events.ts';
import { HeaderSearch } from '../officer/HeaderSearch.tsx';
import { PageShell, type RailItem } from '../ui/PageShell.tsx';
import { Skeletons } from '../ui/Skeletons.tsx';
import { homeOf } from './home-of.ts';
import { NotFoundPage } from './NotFoundPage.tsx';

const TasksPage = lazy(() => import('../officer/TasksPage.tsx').then(({ TasksPage: page }) => ({ default: page })));
const DossierPage = lazy(() =>
  import('../officer/DossierPage.tsx').then(({ DossierPage: page }) => ({ default: page })),
);
const AgencyPage = lazy(() => import('../agency/AgencyPage.tsx').then(({ AgencyPage: page }) => ({ default: page })));
const ProceduresPage = lazy(() =>
  import('../admin/ProceduresPage.tsx').then(({ ProceduresPage: page }) => ({ default: page })),
);
const VersionsPage = lazy(() =>
  import('../admin/VersionsPage.tsx').then(({ VersionsPage: page }) => ({ default: page })),
);
const SystemPage = lazy(() => import('../admin/SystemPage.tsx').then(({ SystemPage: page }) => ({ default: page })));
const NotificationsPage = lazy(() =>
  import('../citizen/NotificationsPage.tsx').then(({ NotificationsPage: page }) => ({ default: page })),
);

const managers = ['administrator', 'processAnalyst', 'processReviewer'];

/** Pages of officers, other agencies and administrators in one frame; the rail shows what the roles allow. */
export function StaffApp({ session }: { readonly session: SessionView }) {
  const { t } = useTranslation();
  const connection = useServerEvents(true);
  const roles = session.user.roles.map(({ role }) => role);
  const isManager = roles.some((role) => managers.includes(role));
  const isExternal = roles.includes('externalOfficer');
  const isOfficer = roles.some((role) => !managers.includes(role) && role !== 'externalOfficer');
  const isAdministrator = roles.includes('administrator');
  const system = useEngineState({ enabled: isAdministrator });
  const notifications = useNotifications();
  const items: RailItem[] = [
    ...(isOfficer ? [{ href: '/lam-viec/viec', label: t('rail.tasks'), icon: IconListCheck }] : []),
    ...(isExternal ? [{ href: '/lam-viec/lien-thong', label: t('rail.agency'), icon: IconArrowsExchange }] : []),
    ...(isManager ? [{ href: '/quan-tri/thu-tuc', label: t('rail.procedures'), icon: IconFileStack }] : []),
    ...(isAdministrator
      ? [
          {
            href: '/quan-tri/he-thong',
            label: t('rail.system'),
            icon: IconHeartRateMonitor,
            count: system.data ? openCases(system.data) : 0,
          },
        ]
      : []),
    {
      href: '/lam-viec/thong-bao',
      label: t('rail.notifications'),
      icon: IconBell,
      count: notifications.data?.unread ?? 0,
    },
  ];
  const unit = session.user.roles[0]?.unitName;
  return (
    <PageShell
      kind="staff"
      session={session}
      connection={connection}
      items={items}
      tools={isOfficer ? <HeaderSearch /> : undefined}
      {...(unit ? { unit } : {})}
    >
      <Suspense fallback={<Skeletons rows={8} />}>
        <Switch>
          <Route path="/lam-viec/viec">
            <TasksPage session={session} />
          </Route>
          <Route path="/lam-viec/ho-so/:id">{({ id }) => <DossierPage key={id} id={decodeURIComponent(id)} />}</Route>
          <Route path="/lam-viec/lien-thong">
            <AgencyPage />
          </Route>
          <Route path="/lam-viec/thong-bao">
            <NotificationsPage dossiers="/lam-viec/ho-so" />
          </Route>
          <Route path="/quan-tri/he-thong/:part?">
            {({ part }) => <SystemPage {...(part === undefined ? {} : { part })} />}
          </Route>
          <Route path="/quan-tri/thu-tuc">
            <ProceduresPage />
          </Route>
          <Route path="/quan-tri/thu-tuc/:code">
            {({ code }) => <VersionsPage key={code} code={decodeURIComponent(code)} />}
          </Route>
          <Route path={/^\/(?:lam-viec|quan-tri)\/?$/}>
            <Redirect to={homeOf(session)} replace />
          </Route>
          <Route>
            <NotFoundPage />
          </Route>
        </Switch>
      </Suspense>
    </PageShell>
  );
}
