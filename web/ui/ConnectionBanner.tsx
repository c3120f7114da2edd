import { IconWifiOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../api/use-server-events.ts';
import classes from './ConnectionBanner.module.css';

const patienceMs = 4_000;

/** Told only when the line has been away for a while: a short hiccup mends itself. */
export function ConnectionBanner({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setShown(connection === 'lost'), connection === 'lost' ? patienceMs : 0);
    return () => window.clearTimeout(timer);
  }, [connection]);
  return (
    <div role="status">
      {shown && (
        <p className={classes['banner']}>
          <IconWifiOff size={18} stroke={1.75} aria-hidden />
          {t('connection.lost')}
        </p>
      )}
    </div>
  );
}
