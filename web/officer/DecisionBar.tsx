import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../core/contracts/task.ts';
import classes from './DecisionBar.module.css';

type Props = {
  readonly task: TaskView;
  readonly outcome: string | undefined;
  readonly isMissing: boolean;
  readonly isPending: boolean;
  readonly disabled: boolean;
  readonly onChoose: (id: string) => void;
  readonly onSubmit: () => void;
};

/** Choose, then send: the choice may open fields of the form (a reason, the list of missing papers) before it takes effect. */
export function DecisionBar({ task, outcome, isMissing, isPending, disabled, onChoose, onSubmit }: Props) {
  const { t } = useTranslation();
  const chosen = task.outcomes.find(({ id }) => id === outcome);
  return (
    <div className={classes['bar']}>
      {task.outcomes.length > 0 && (
        <fieldset
          className={classes['choices']}
          disabled={disabled}
          aria-describedby={isMissing ? 'decision-missing' : undefined}
        >
          <legend>{t('task.decision')}</legend>
          {task.outcomes.map(({ id, label }, index) => (
            <label key={id} className={classes['choice']} data-chosen={id === outcome}>
              <input
                type="radio"
                name={`outcome-${task.key}`}
                value={id}
                checked={id === outcome}
                onChange={() => onChoose(id)}
              />
              {label}
              {index < 9 && <kbd aria-hidden>Alt {index + 1}</kbd>}
            </label>
          ))}
        </fieldset>
      )}
      {isMissing && (
        <p id="decision-missing" role="alert" className={classes['missing']}>
          {t('task.chooseFirst')}
        </p>
      )}
      <div className={classes['send']}>
        <Button loading={isPending} disabled={disabled} onClick={onSubmit} aria-keyshortcuts="Control+Enter">
          {chosen ? t('task.sendAs', { outcome: chosen.label }) : t('task.send')}
        </Button>
        <span className={classes['hint']}>
          {disabled ? t(task.state === 'open' ? 'task.notYours' : 'task.closed') : t('task.sendKeys')}
        </span>
      </div>
    </div>
  );
}
