import { IconCircleCheck, IconClockHour4, IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './System.module.css';
import type { Level } from './system-levels.ts';

const icons = { good: IconCircleCheck, wait: IconClockHour4, bad: IconAlertTriangle } as const;

/** A state in words with its own icon, never by colour alone. */
export function StateMark({ level, children }: { readonly level: Level; readonly children: ReactNode }) {
  const LevelIcon = icons[level];
  return (
    <span className={classes['mark']} data-level={level}>
      <LevelIcon size={18} stroke={1.75} aria-hidden />
      <span>{children}</span>
    </span>
  );
}
