import { ActionIcon, Button } from '@mantine/core';
import { IconArrowLeft, IconCopy, IconX } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../core/contracts/task.ts';
import { useHoldTask } from '../api/use-hold-task.mutation.ts';
import { useSession } from '../api/use-session.query.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { tell } from '../ui/tell.ts';
import { useErrorWords } from '../ui/ErrorState.tsx';
import { LegalClock } from '../ui/LegalClock.tsx';
import { StatusBadge } from '../ui/StatusBadge.tsx';
import { useShortcuts } from '../ui/use-shortcuts.ts';
import { AssignDialog } from './AssignDialog.tsx';
import classes from './TaskHeader.module.css';

type Props = {
  readonly task: TaskView;
  readonly onClose: () => void;
  /** Acts on the dossier as a whole. */
  readonly children?: ReactNode;
};

export function TaskHeader({ task, onClose, children }: Props) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const session = useSession();
  const wordsOf = useErrorWords();
  const hold = useHoldTask();
  const [isAssigning, setAssigning] = useState(false);
  const { dossier } = task;
  const isMine = task.assignee !== null && task.assignee === session.data?.user.id;

  const act = (what: 'claim' | 'release'): void =>
    hold.mutate(
      { key: task.key, etag: task.etag, act: what },
      { onSuccess: () => tell(t(what === 'claim' ? 'task.claimed' : 'task.released')) },
    );
  useShortcuts({ c: task.mayClaim ? () => act('claim') : undefined });
  useEffect(() => document.getElementById('task-title')?.focus({ preventScroll: true }), [task.key]);

  const copy = (): void => {
    void navigator.clipboard.writeText(dossier.code ?? dossier.id).then(() => tell(t('task.copied')));
  };
  return (
    <header className={classes['header']}>
      <div className={classes['top']}>
        <ActionIcon
          className={classes['back']}
          variant="subtle"
          color="gray"
          size="var(--mc-control)"
          aria-label={t('task.close')}
          onClick={onClose}
        >
          <IconArrowLeft size={20} stroke={1.75} aria-hidden className={classes['narrowOnly']} />
          <IconX size={20} stroke={1.75} aria-hidden className={classes['wideOnly']} />
        </ActionIcon>
        <div className={classes['names']}>
          <h2 id="task-title" data-heading tabIndex={-1} className={classes['title']}>
            {task.name}
          </h2>
          <p className={classes['about']}>
            <strong>{dossier.applicantName}</strong>
            <span>
              {pick(dossier.procedureName)} · {pick(dossier.caseName)}
            </span>
          </p>
        </div>
        <div className={classes['acts']}>
          {task.mayClaim && (
            <Button variant="default" loading={hold.isPending} onClick={() => act('claim')} aria-keyshortcuts="c">
              {t('task.claim')}
            </Button>
          )}
          {task.mayAssign && (
            <Button variant="default" onClick={() => setAssigning(true)}>
              {t('assign.open')}
            </Button>
          )}
          {task.state === 'open' && task.assignee !== null && (isMine || task.mayAssign) && (
            <Button variant="subtle" color="gray" loading={hold.isPending} onClick={() => act('release')}>
              {t('task.release')}
            </Button>
          )}
          {children}
        </div>
      </div>
      <div className={classes['facts']}>
        <span className={classes['code']}>
          {dossier.code ?? t('tasks.noCode')}
          <ActionIcon variant="subtle" color="gray" size={24} aria-label={t('task.copy')} onClick={copy}>
            <IconCopy size={14} stroke={1.75} aria-hidden />
          </ActionIcon>
        </span>
        <StatusBadge code={dossier.status} />
        <LegalClock clock={task.clock} size="lg" />
        <span className="mc-muted">
          {task.assigneeName
            ? isMine
              ? t('task.heldByMe')
              : t('task.heldBy', { name: task.assigneeName })
            : t('task.free')}
        </span>
      </div>
      {isAssigning && <AssignDialog task={task} onClose={() => setAssigning(false)} />}
      {hold.error && (
        <p role="alert" className={classes['problem']}>
          {wordsOf(hold.error).detail}
        </p>
      )}
    </header>
  );
}
