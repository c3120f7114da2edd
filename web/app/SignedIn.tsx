import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect } from 'wouter';
import type { SessionView } from '../../core/contracts/session.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { homeOf } from './home-of.ts';

type Props = {
  readonly session: SessionView | null;
  readonly kind: 'citizen' | 'staff';
  readonly children: (session: SessionView) => ReactNode;
};

/** Sends visitors to sign in and back again; tells those with another kind of account where their own pages are. */
export function SignedIn({ session, kind, children }: Props) {
  const { t } = useTranslation();
  if (!session) {
    const here = `${window.location.pathname}${window.location.search}`;
    return <Redirect to={`/dang-nhap?tiep=${encodeURIComponent(here)}`} replace />;
  }
  if (session.user.kind === kind) return children(session);
  return (
    <main>
      <EmptyState title={t('shell.otherKind')} action={<a href={homeOf(session)}>{t('shell.toOwnPages')}</a>}>
        <PageHeading title={t('shell.otherKind')} className="mc-visually-hidden" />
        {t(kind === 'citizen' ? 'shell.forCitizens' : 'shell.forStaff')}
      </EmptyState>
    </main>
  );
}
