import type { ReactNode } from 'react';
import classes from './States.module.css';

type Props = { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode };

/** Why there is nothing, and one next act. */
export function EmptyState({ title, children, action }: Props) {
  return (
    <div className={classes['empty']}>
      <svg width="72" height="56" viewBox="0 0 72 56" fill="none" aria-hidden>
        <path d="M14 50V26a22 22 0 0 1 44 0v24" stroke="var(--mc-border-control)" strokeWidth="2" />
        <path d="M24 50V28a12 12 0 0 1 24 0v22" stroke="var(--mc-border-subtle)" strokeWidth="2" />
        <path d="M4 50h64" stroke="var(--mc-border-control)" strokeWidth="2" strokeLinecap="round" />
        <circle cx="36" cy="38" r="3" fill="var(--mc-action-accent)" />
      </svg>
      <p className={classes['title']}>{title}</p>
      {children && <div className={classes['text']}>{children}</div>}
      {action}
    </div>
  );
}
