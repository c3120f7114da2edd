import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { SessionView } from '../../core/contracts/session.ts';
import type { Connection } from '../api/use-server-events.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import classes from './PageShell.module.css';
import { PreferenceButtons } from './PreferenceButtons.tsx';

export type RailItem = {
  readonly href: string;
  readonly label: string;
  readonly icon: Icon;
  readonly count?: number;
  /** Rendered by the server: needs a real page load. */
  readonly outside?: boolean;
};

type Props = {
  readonly kind: 'staff' | 'citizen';
  readonly session: SessionView | null;
  readonly connection: Connection;
  readonly items: readonly RailItem[];
  readonly unit?: string;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
};

function RailLink({
  href,
  label,
  icon: ItemIcon,
  count = 0,
  outside = false,
  current,
}: RailItem & { readonly current: boolean }) {
  const content = (
    <>
      <ItemIcon size={20} stroke={1.75} aria-hidden />
      <span>{label}</span>
      {count > 0 && <span className={classes['count']}>{count > 99 ? '99+' : count}</span>}
    </>
  );
  const shared = { className: classes['railLink']!, 'aria-current': current ? ('page' as const) : undefined };
  return outside ? (
    <a href={href} {...shared}>
      {content}
    </a>
  ) : (
    <Link href={href} {...shared}>
      {content}
    </Link>
  );
}

/** Frame of every signed-in page: left rail (a bar at the bottom on phones), header with unit, tools, language, theme and account. */
export function PageShell({ kind, session, connection, items, unit, tools, children }: Props) {
  const { t } = useTranslation();
  const [location] = useLocation();
  return (
    <div className={classes['shell']} data-kind={kind} data-single={items.length < 2}>
      <a className="mc-skip" href="#noi-dung">
        {t('shell.skip')}
      </a>
      <header className={classes['header']}>
        <a className={classes['brand']} href={kind === 'citizen' ? '/' : '/lam-viec/viec'}>
          <img src="/icon.svg" alt="" width="28" height="28" />
          <span>{t('common.site')}</span>
        </a>
        {unit && <span className={classes['unit']}>{unit}</span>}
        <div className={classes['tools']}>
          {tools}
          <PreferenceButtons />
          {session && <AccountMenu session={session} />}
        </div>
      </header>
      <nav className={classes['rail']} aria-label={t('shell.navigation')}>
        {items.map((item) => (
          <RailLink
            key={item.href}
            {...item}
            current={location === item.href || location.startsWith(`${item.href}/`)}
          />
        ))}
      </nav>
      <main id="noi-dung" className={classes['main']} tabIndex={-1}>
        <ConnectionBanner connection={connection} />
        {children}
      </main>
    </div>
  );
}
