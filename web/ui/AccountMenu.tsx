import { Button, Menu } from '@mantine/core';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { SessionView } from '../../core/contracts/session.ts';
import { useSignOut } from '../api/use-sign-out.mutation.ts';
import classes from './PageShell.module.css';

export function AccountMenu({ session }: { readonly session: SessionView }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const signOut = useSignOut();
  const leave = (): void => signOut.mutate(undefined, { onSuccess: () => navigate('/dang-nhap') });
  const units = [...new Set(session.user.roles.map(({ unitName }) => unitName))];
  return (
    <Menu position="bottom-end" width={280} withinPortal={false}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          className={classes['account']}
          aria-label={t('shell.account', { name: session.user.displayName })}
        >
          <IconUserCircle size={20} stroke={1.75} aria-hidden />
          <span className={classes['accountName']}>{session.user.displayName}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes['who']}>
          <strong>{session.user.displayName}</strong>
          {units.map((unit) => (
            <span key={unit}>{unit}</span>
          ))}
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} stroke={1.75} aria-hidden />} onClick={leave}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
