import { Button, TextInput } from '@mantine/core';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { applicantFields, checkApplicant, type ApplicantDraft, type ApplicantField } from './check-applicant.ts';
import classes from './Citizen.module.css';

type Props = {
  readonly applicant: ApplicantDraft;
  readonly onChange: (applicant: ApplicantDraft) => void;
  readonly onNext: () => void;
};

const autoComplete: Readonly<Record<ApplicantField, string>> = {
  fullName: 'name',
  personalId: 'off',
  phone: 'tel',
  email: 'email',
  address: 'street-address',
};
const keyboards: Readonly<Partial<Record<ApplicantField, 'numeric' | 'tel' | 'email'>>> = {
  personalId: 'numeric',
  phone: 'tel',
  email: 'email',
};

export function ApplicantStep({ applicant, onChange, onNext }: Props) {
  const { t } = useTranslation();
  const [isChecked, setChecked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const problems = checkApplicant(applicant);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const [first] = Object.keys(problems);
    if (first === undefined) return onNext();
    setChecked(true);
    form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
  };
  return (
    <form ref={form} className={classes['block']} onSubmit={submit} noValidate>
      <h2>{t('filing.step.applicant')}</h2>
      <p className={classes['small']}>{t('filing.applicantHint')}</p>
      {applicantFields.map((field) => {
        const problem = problems[field];
        return (
          <TextInput
            key={field}
            name={field}
            label={
              field === 'email' || field === 'address'
                ? t('filing.optional', { label: t(`applicant.${field}`) })
                : t(`applicant.${field}`)
            }
            autoComplete={autoComplete[field]}
            {...(keyboards[field] ? { inputMode: keyboards[field] } : {})}
            value={applicant[field] ?? ''}
            error={isChecked && problem && t(`applicant.${problem}.${field}`)}
            onChange={({ currentTarget }) => onChange({ ...applicant, [field]: currentTarget.value })}
          />
        );
      })}
      <Button type="submit">{t('filing.continue')}</Button>
    </form>
  );
}
