import type { ProcedureRecord } from '../contracts/package.ts';

type Case = ProcedureRecord['cases'][number];
type Component = Case['documents'][number];
export type SubmittedDocument = { readonly componentId: string; readonly documentId: string };
export type ComponentProblem = { readonly pointer: string; readonly message: string; readonly messageEn: string };

/** Nothing to hand in: the state holds it, or the form itself carries the data. */
export const needsNoFile = ({ form, stateHolds }: Component): boolean =>
  stateHolds === true || form === 'E_FORM' || form === 'E_DATA';

/** Documents that the list of the case does not ask for (NĐ 118/2025 Đ.5: no paper outside the published list). */
export const findStrangeDocuments = (
  { documents }: Case,
  submitted: readonly SubmittedDocument[],
): ComponentProblem[] => {
  const known = new Set(documents.map(({ id }) => id));
  return submitted.flatMap(({ componentId }, index) =>
    known.has(componentId)
      ? []
      : [
          {
            pointer: `/documents/${index}/componentId`,
            message: 'Giấy tờ này không có trong thành phần hồ sơ',
            messageEn: 'This document is not on the list of the case',
          },
        ],
  );
};

/**
 * Required documents that a submission lacks.
 * @param isAsked evaluates a document's `when`
 */
export const findMissingDocuments = (
  { documents }: Case,
  submitted: readonly SubmittedDocument[],
  isAsked: (when: string) => boolean,
): ComponentProblem[] => {
  const given = new Set(submitted.map(({ componentId }) => componentId));
  return documents
    .filter(
      (each) =>
        each.required && !needsNoFile(each) && !given.has(each.id) && (each.when === undefined || isAsked(each.when)),
    )
    .map(({ id, name }) => ({
      pointer: `/documents/${id}`,
      message: `Thiếu ${name.vi}`,
      messageEn: `${name.en} is missing`,
    }));
};
