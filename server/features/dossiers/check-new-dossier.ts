import type { CreateDossierBody } from '../../../core/contracts/dossier.ts';
import type { Variables } from '../../../core/contracts/json.ts';
import type { ProcedureRecord } from '../../../core/contracts/package.ts';
import { findMissingDocuments, findStrangeDocuments } from '../../../core/dossier/check-components.ts';
import { isTaxCode } from '../../../core/dossier/tax-code.ts';
import type { CheckedSubmission } from '../../../core/forms/check-submission.ts';
import type { FormSchema, SubmissionContext } from '../../../core/forms/form-schema.ts';
import { InvalidSubmissionError, NotFoundError, type FieldProblem } from '../../shared/errors.ts';

export type CheckSubmission = (form: FormSchema, submitted: Variables, context: SubmissionContext) => CheckedSubmission;
/** A condition over answers; undefined when it cannot be evaluated. */
export type EvaluateCondition = (expression: string, data: Variables, now: number) => boolean | undefined;
export type ProcedureCase = ProcedureRecord['cases'][number];

/** @throws InvalidSubmissionError the version knows no such case */
export const getCase = (record: ProcedureRecord, caseId: string): ProcedureCase => {
  const found = record.cases.find(({ id }) => id === caseId);
  if (!found) {
    throw new InvalidSubmissionError(`Thủ tục ${record.code} không có trường hợp ${caseId}`, {
      errors: [{ pointer: '/caseId', message: 'Không có trường hợp này', messageEn: 'No such case' }],
    });
  }
  return found;
};

const checkChannel = (record: ProcedureRecord, channel: string): FieldProblem[] =>
  record.channels.some((offered) => offered.channel === channel)
    ? []
    : [
        {
          pointer: '/channel',
          message: 'Thủ tục không nhận hồ sơ theo cách này',
          messageEn: 'Not offered on this channel',
        },
      ];

const checkApplicant = ({ kind, personalId, taxCode }: CreateDossierBody['applicant']): FieldProblem[] => [
  ...(taxCode !== undefined && !isTaxCode(taxCode)
    ? [{ pointer: '/applicant/taxCode', message: 'Mã số thuế không đúng', messageEn: 'Not a tax code' }]
    : []),
  ...(kind === 'CITIZEN' && personalId === undefined
    ? [
        {
          pointer: '/applicant/personalId',
          message: 'Cần số định danh cá nhân',
          messageEn: 'The personal id is needed',
        },
      ]
    : []),
];

type Tools = { readonly checkSubmission: CheckSubmission; readonly evaluate: EvaluateCondition };

/**
 * All that can be wrong with a new dossier, at once.
 * @returns the answers that may be stored
 * @throws InvalidSubmissionError with a pointer for each problem
 */
export const checkNewDossier = (
  record: ProcedureRecord,
  form: FormSchema | undefined,
  body: CreateDossierBody,
  now: number,
  tools: Tools,
): Variables => {
  const procedureCase = getCase(record, body.caseId);
  if (!form) throw new NotFoundError(`Thiếu biểu mẫu ${procedureCase.startForm} của thủ tục ${record.code}`);
  const submitted = body.data as Variables;
  const { data, problems } = tools.checkSubmission(form, submitted, { now });
  const documents = body.documents ?? [];
  // What cannot be evaluated is asked for: a broken condition must not let a required paper slip.
  const isAsked = (when: string): boolean => tools.evaluate(when, submitted, now) ?? true;
  const errors: FieldProblem[] = [
    ...checkChannel(record, body.channel),
    ...checkApplicant(body.applicant),
    ...problems.map(({ pointer, message, messageEn }) => ({ pointer: `/data${pointer}`, message, messageEn })),
    ...findStrangeDocuments(procedureCase, documents),
    ...findMissingDocuments(procedureCase, documents, isAsked),
  ];
  if (errors.length > 0) throw new InvalidSubmissionError('Một số mục cần sửa trước khi nộp', { errors });
  return data;
};
