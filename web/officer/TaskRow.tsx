import { IconFileCheck, IconUser } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow as Row } from '../../core/contracts/task.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { LegalClock } from '../ui/LegalClock.tsx';
import classes from './TaskRow.module.css';

type Props = {
  readonly item: Row;
  readonly gone: boolean;
  readonly layout: 'wide' | 'narrow';
  readonly isCurrent: boolean;
  readonly isMine: boolean;
  readonly onOpen: (key: string) => void;
};

/** The end of a code tells dossiers apart; its head repeats the unit and stays for those who copy it. */
function Code({ code }: { readonly code: string | null }) {
  const { t } = useTranslation();
  if (code === null) return <span className={classes['noCode']}>{t('tasks.noCode')}</span>;
  const cut = code.lastIndexOf('-') + 1;
  return (
    <span className={classes['code']}>
      <span>{code.slice(0, cut)}</span>
      <b>{code.slice(cut)}</b>
    </span>
  );
}

export const TaskRow = memo(function TaskRow({ item, gone, layout, isCurrent, isMine, onOpen }: Props) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const { dossier } = item;
  return (
    <button
      type="button"
      className={classes['row']}
      data-layout={layout}
      data-gone={gone}
      aria-current={isCurrent ? 'true' : undefined}
      onClick={() => onOpen(item.key)}
    >
      <span className={classes['clock']}>{gone ? t('tasks.gone') : <LegalClock clock={item.clock} />}</span>
      <span className={classes['owner']}>{dossier.applicantName}</span>
      <Code code={dossier.code} />
      <span className={classes['step']}>{item.name}</span>
      <span className={classes['procedure']}>{pick(dossier.procedureName)}</span>
      <span className={classes['flags']}>
        {dossier.supplemented && (
          <span className={classes['flag']}>
            <IconFileCheck size={14} stroke={1.75} aria-hidden /> {t('tasks.supplemented')}
          </span>
        )}
        {item.assigneeName && (
          <span className={classes['assignee']} data-mine={isMine}>
            <IconUser size={14} stroke={1.75} aria-hidden /> {isMine ? t('tasks.me') : item.assigneeName}
          </span>
        )}
      </span>
    </button>
  );
});
