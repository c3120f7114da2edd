import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/use-language.ts';
import classes from './Citizen.module.css';
import type { Case } from './filing-steps.ts';

type Props = {
  readonly cases: readonly Case[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
  readonly onNext: () => void;
};

export function CaseStep({ cases, chosen, onChoose, onNext }: Props) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  return (
    <form
      className={classes['block']}
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      <fieldset className={classes['choices']}>
        <legend>{t('filing.whichCase')}</legend>
        {cases.map(({ id, name }) => (
          <label key={id} className={classes['choice']} data-chosen={id === chosen}>
            <input type="radio" name="case" value={id} required checked={id === chosen} onChange={() => onChoose(id)} />
            {pick(name)}
          </label>
        ))}
      </fieldset>
      <Button type="submit">{t('filing.continue')}</Button>
    </form>
  );
}
