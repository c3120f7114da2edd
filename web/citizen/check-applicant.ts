import { applicantBody } from '../../core/contracts/dossier.ts';

export type ApplicantDraft = { readonly [field: string]: string };
export const applicantFields = ['fullName', 'personalId', 'phone', 'email', 'address'] as const;
export type ApplicantField = (typeof applicantFields)[number];

const required: readonly ApplicantField[] = ['fullName', 'personalId', 'phone'];
const patterns: Readonly<Partial<Record<ApplicantField, RegExp>>> = {
  personalId: new RegExp(applicantBody.properties.personalId.pattern),
  phone: new RegExp(applicantBody.properties.phone.pattern),
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
};

/** As it is sent: trimmed, NFC, figures without the spaces that people put between groups. */
export const tidyApplicant = (draft: ApplicantDraft): Readonly<Partial<Record<ApplicantField, string>>> =>
  Object.fromEntries(
    applicantFields.flatMap((field) => {
      const value = (draft[field] ?? '').normalize('NFC').trim();
      const tidy = field === 'phone' || field === 'personalId' ? value.replace(/[\s.]/g, '') : value;
      return tidy === '' ? [] : [[field, tidy]];
    }),
  );

/** What is wrong with each field: `missing` or `wrong`. */
export const checkApplicant = (
  draft: ApplicantDraft,
): Readonly<Partial<Record<ApplicantField, 'missing' | 'wrong'>>> => {
  const tidy = tidyApplicant(draft);
  const findProblem = (field: ApplicantField): 'missing' | 'wrong' | undefined => {
    const value = tidy[field];
    if (value === undefined) return required.includes(field) ? 'missing' : undefined;
    return patterns[field]?.test(value) === false ? 'wrong' : undefined;
  };
  return Object.fromEntries(
    applicantFields.map((field) => [field, findProblem(field)] as const).filter(([, problem]) => problem !== undefined),
  );
};
