import type { Variables } from '../../core/contracts/json.ts';
import { tidyApplicant, type ApplicantDraft, type ApplicantField } from './check-applicant.ts';

/** Names of the data dictionary for the person who files; a form that uses them starts with what was given before. */
const names: Readonly<Record<ApplicantField, string>> = {
  fullName: 'requesterFullName',
  personalId: 'requesterPersonalId',
  phone: 'requesterPhone',
  email: 'requesterEmail',
  address: 'requesterAddress',
};

/** Answers with the applicant filled in where nothing was answered yet: what was typed once is not asked again. */
export const prefillRequester = (data: Variables, applicant: ApplicantDraft): Variables => {
  const known = Object.entries(tidyApplicant(applicant)).map(([field, value]) => [
    names[field as ApplicantField],
    value,
  ]);
  const answered = Object.entries(data).filter(([, value]) => value !== null && value !== '');
  return { ...data, ...(Object.fromEntries(known) as Variables), ...Object.fromEntries(answered) };
};
