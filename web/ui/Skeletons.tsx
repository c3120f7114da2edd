import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './States.module.css';

const patienceMs = 150;

/** Rows in the final shape; nothing at all before 150 ms, so that fast answers do not flicker. */
export function Skeletons({ rows, height = 24 }: { readonly rows: number; readonly height?: number }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setShown(true), patienceMs);
    return () => window.clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <div className={classes['skeletons']} role="status">
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} radius="sm" width={row % 3 === 2 ? '70%' : '100%'} />
      ))}
    </div>
  );
}
