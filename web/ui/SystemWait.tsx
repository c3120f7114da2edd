import { IconAlertTriangle, IconHourglassEmpty } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DossierView } from '../../core/contracts/dossier.ts';
import { formatDay, formatInstant, formatTime } from './format-date.ts';
import classes from './SystemWait.module.css';

type Props = { readonly wait: DossierView['awaitsSystem']; readonly reader: 'citizen' | 'officer' };

const momentOf = (iso: string, now: Date): string =>
  formatDay(iso) === formatDay(now.toISOString()) ? formatTime(iso) : formatInstant(iso);

/** An act that the process system has not carried out yet, or has refused. The region stands in the page before it has words, so that they are read out. */
export function SystemWait({ wait, reader }: Props) {
  const { t } = useTranslation();
  const at = wait && momentOf(wait.since, new Date());
  return (
    <div role="status" className={classes['region']} data-reader={reader}>
      {wait && (
        <p className={classes['line']} data-refused={wait.refused}>
          {wait.refused ? (
            <IconAlertTriangle size={20} stroke={1.75} aria-hidden />
          ) : (
            <IconHourglassEmpty size={20} stroke={1.75} aria-hidden />
          )}
          <span>{wait.refused ? t(`systemWait.refused.${reader}`, { at }) : t('systemWait.waiting', { at })}</span>
        </p>
      )}
    </div>
  );
}
