import type { AgencyRequestView } from '../../../core/contracts/agency.ts';
import type { Variables } from '../../../core/contracts/json.ts';
import type { ProcedureRecord } from '../../../core/contracts/package.ts';
import { describeAnswers } from '../../../core/forms/describe-answers.ts';
import type { FormSchema } from '../../../core/forms/form-schema.ts';

type Fact = AgencyRequestView['facts'][number];
const applicant = { vi: 'Người nộp hồ sơ', en: 'Applicant' } as const;

/** What an agency is told, in words: the form's where the form asked for it, else those of the data dictionary. */
export const describeContent = (
  content: Variables,
  form: FormSchema | undefined,
  record: Pick<ProcedureRecord, 'data'> | undefined,
): Fact[] => {
  const answers = form ? describeAnswers(form, content) : [];
  const told = new Set(answers.map(({ name }) => name));
  const others = Object.entries(content).flatMap(([name, value]): Fact[] => {
    const isShort = typeof value === 'string' || typeof value === 'number';
    if (told.has(name) || !isShort || value === '') return [];
    const label = name === 'applicantName' ? applicant : record?.data.find((each) => each.name === name)?.label;
    return label ? [{ section: null, label, value: { vi: String(value), en: String(value) } }] : [];
  });
  return [...others, ...answers.map(({ section, label, value }) => ({ section, label, value }))];
};
