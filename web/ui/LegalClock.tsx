import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClockView } from '../../core/contracts/dossier.ts';
import { ClockFace } from './ClockFace.tsx';
import { formatInstant } from './format-date.ts';
import classes from './LegalClock.module.css';
import { useClockWords } from './use-clock-words.ts';

const token = (state: ClockView['state']): string => `--mc-clock-${state === 'stopped' ? 'none' : state}`;

const colours = (state: ClockView['state']): CSSProperties =>
  ({
    '--text': `var(${token(state)}-text)`,
    '--soft': `var(${token(state)}-soft)`,
    '--solid': `var(${token(state)}-solid)`,
    '--on-solid': `var(${token(state)}-on-solid)`,
  }) as CSSProperties;

/** The legal clock in one row: face, words, and in the large form the promised date. */
export function LegalClock({ clock, size = 'sm' }: { readonly clock: ClockView; readonly size?: 'sm' | 'lg' }) {
  const { t } = useTranslation();
  const words = useClockWords();
  const promised = clock.promisedAt ?? clock.dueAt;
  return (
    <span className={classes['clock']} data-state={clock.state} data-size={size} style={colours(clock.state)}>
      <span className={classes['cue']}>
        <ClockFace state={clock.state} />
        <span className={classes['words']}>{words(clock)}</span>
      </span>
      {size === 'lg' && promised && (
        <span className={classes['due']}>{t('clock.promised', { at: formatInstant(promised) })}</span>
      )}
    </span>
  );
}
