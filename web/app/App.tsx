import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { useSession } from '../api/use-session.query.ts';
import { SignInPage } from '../session/SignInPage.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Skeletons } from '../ui/Skeletons.tsx';
import { homeOf } from './home-of.ts';
import { NotFoundPage } from './NotFoundPage.tsx';
import { SignedIn } from './SignedIn.tsx';

const CitizenApp = lazy(() => import('../citizen/CitizenApp.tsx').then(({ CitizenApp: app }) => ({ default: app })));
const StaffApp = lazy(() => import('./StaffApp.tsx').then(({ StaffApp: app }) => ({ default: app })));

/** One bundle per kind of visitor. Public pages (/, /thu-tuc, /tra-cuu) come from the server and are not here. */
export function App() {
  const session = useSession();
  if (session.isPending) return <Skeletons rows={6} />;
  if (session.isError) return <ErrorState error={session.error} onRetry={() => void session.refetch()} />;
  return (
    <Suspense fallback={<Skeletons rows={6} />}>
      <Switch>
        <Route path="/dang-nhap">
          <SignInPage session={session.data} />
        </Route>
        <Route path={/^\/(?:lam-viec|quan-tri)(?:\/.*)?$/}>
          <SignedIn session={session.data} kind="staff">
            {(signedIn) => <StaffApp session={signedIn} />}
          </SignedIn>
        </Route>
        <Route path={/^\/(?:nop|ho-so|thong-bao)(?:\/.*)?$/}>
          <SignedIn session={session.data} kind="citizen">
            {(signedIn) => <CitizenApp session={signedIn} />}
          </SignedIn>
        </Route>
        <Route path="/trang-chu">
          <Redirect to={homeOf(session.data)} replace />
        </Route>
        <Route>
          <NotFoundPage />
        </Route>
      </Switch>
    </Suspense>
  );
}
