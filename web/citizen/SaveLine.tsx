import { useTranslation } from 'react-i18next';
import { formatTime } from '../ui/format-date.ts';
import classes from './Citizen.module.css';
import type { SaveState } from './use-draft.ts';

/** Whether what was typed is safe, and where. */
export function SaveLine({ state, isResumed }: { readonly state: SaveState; readonly isResumed: boolean }) {
  const { t } = useTranslation();
  const words = {
    idle: isResumed ? t('draft.resumed') : t('draft.willSave'),
    saving: t('draft.saving'),
    failed: t('draft.failed'),
    saved: state.kind === 'saved' ? t('draft.saved', { at: formatTime(state.at) }) : '',
  };
  return (
    <p className={classes['saved']} data-state={state.kind} aria-live="polite">
      {words[state.kind]}
    </p>
  );
}
