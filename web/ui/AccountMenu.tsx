import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { SessionView } from '../../core/contracts/session.ts';
import { useSignOut } from '../api/use-sign-out.mutation.ts';
import classes from './PageShell.module.css';

/** Who is signed in, in which units, and the way out. Closes on Esc and on a click elsewhere. */
export function AccountMenu({ session }: { readonly session: SessionView }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const signOut = useSignOut();
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event): void => {
      const isEscape = event instanceof KeyboardEvent && event.key === 'Escape';
      const isOutside = event.type === 'pointerdown' && !box.current?.contains(event.target as Node);
      if ((isEscape || isOutside) && box.current?.open) box.current.open = false;
    };
    document.addEventListener('keydown', close);
    document.addEventListener('pointerdown', close);
    return () => {
      document.removeEventListener('keydown', close);
      document.removeEventListener('pointerdown', close);
    };
  }, []);
  const leave = (): void => signOut.mutate(undefined, { onSuccess: () => navigate('/dang-nhap') });
  const units = [...new Set(session.user.roles.map(({ unitName }) => unitName))];
  return (
    <details ref={box} className={classes['accountBox']}>
      <summary className={classes['account']} aria-label={t('shell.account', { name: session.user.displayName })}>
        <IconUserCircle size={20} stroke={1.75} aria-hidden />
        <span className={classes['accountName']}>{session.user.displayName}</span>
      </summary>
      <div className={classes['accountPanel']}>
        <strong>{session.user.displayName}</strong>
        {units.map((unit) => (
          <span key={unit}>{unit}</span>
        ))}
        <button type="button" onClick={leave}>
          <IconLogout size={18} stroke={1.75} aria-hidden />
          {t('shell.signOut')}
        </button>
      </div>
    </details>
  );
}
