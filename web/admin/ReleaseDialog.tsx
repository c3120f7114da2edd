import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useRelease } from '../api/use-release.mutation.ts';
import { tell } from '../ui/tell.ts';
import { ProblemSummary } from '../ui/ProblemSummary.tsx';
import classes from './Admin.module.css';
import { parseDay } from './parse-day.ts';
import { parseUnits } from './parse-units.ts';

type Props = { readonly code: string; readonly title: string; readonly version: number; readonly onClose: () => void };

/** Which units, from when and why; the code typed once more, since the next dossier of the city runs what is released here. */
export function ReleaseDialog({ code, title, version, onClose }: Props) {
  const { t } = useTranslation();
  const release = useRelease();
  const [units, setUnits] = useState('');
  const [day, setDay] = useState('');
  const [reason, setReason] = useState('');
  const [confirmation, setConfirmation] = useState('');
  const [isChecked, setChecked] = useState(false);

  const { codes, wrong } = parseUnits(units);
  const from = day.trim() === '' ? undefined : parseDay(day);
  const problems = {
    units: wrong.length > 0 ? t('release.wrongUnits', { units: wrong.join(', ') }) : undefined,
    day: day.trim() !== '' && from === undefined ? t('release.wrongDay') : undefined,
    reason: reason.trim() === '' ? t('release.reasonNeeded') : undefined,
    confirmation: confirmation.trim() === code ? undefined : t('release.confirmWrong', { code }),
  };
  const shown = (name: keyof typeof problems) => isChecked && problems[name];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (Object.values(problems).some(Boolean)) return;
    release.mutate(
      {
        procedureCode: code,
        version,
        reason: reason.trim(),
        ...(codes.length > 0 ? { units: [...codes] } : {}),
        ...(from ? { effectiveFrom: from } : {}),
      },
      {
        onSuccess: () => {
          tell(t('release.done', { version }));
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('release.title', { version })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form className={classes['dialog']} onSubmit={submit} noValidate>
        <p>{t('release.lead', { title })}</p>
        {release.error && <ProblemSummary error={release.error} />}
        <TextInput
          label={t('release.units')}
          description={t('release.unitsHint')}
          placeholder="H29.101, H29.102"
          error={shown('units')}
          value={units}
          onChange={({ currentTarget }) => setUnits(currentTarget.value)}
          data-autofocus
        />
        <TextInput
          label={t('release.from')}
          description={t('release.fromHint')}
          placeholder="dd/mm/yyyy"
          inputMode="numeric"
          error={shown('day')}
          value={day}
          onChange={({ currentTarget }) => setDay(currentTarget.value)}
        />
        <Textarea
          label={t('release.reason')}
          required
          maxLength={2000}
          minRows={2}
          error={shown('reason')}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <TextInput
          label={t('release.confirm', { code })}
          required
          autoComplete="off"
          error={shown('confirmation')}
          value={confirmation}
          onChange={({ currentTarget }) => setConfirmation(currentTarget.value)}
        />
        <div className={classes['acts']}>
          <Button type="submit" loading={release.isPending}>
            {t('release.submit')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
