import type { ProcedureRecord } from '../contracts/package.ts';

type Case = ProcedureRecord['cases'][number];
export type SubmittedDocument = { readonly componentId: string; readonly documentId: string };
export type ComponentProblem = { readonly pointer: string; readonly message: string; readonly messageEn: string };

/** Nothing to hand in: the state holds it, or the form itself carries the data. */
const needsNoFile = ({ form, stateHolds }: Case['documents'][number]): boolean => stateHolds === true || form === 'E_FORM' || form === 'E_DATA';

/**
 * Documents of a submission against the list of its case: every required one is there, and none that the list does not
 * ask for (NĐ 118/2025 Đ.5: no paper outside the published list).
 * @param isAsked evaluates a document's `when`
 */
export const checkComponents = (
  procedureCase: Case, submitted: readonly SubmittedDocument[], isAsked: (when: string) => boolean,
): ComponentProblem[] => {
  const known = new Set(procedureCase.documents.map(({ id }) => id));
  const given = new Set(submitted.map(({ componentId }) => componentId));
  const strange = submitted.flatMap(({ componentId }, index) =>
    known.has(componentId) ? [] : [{ pointer: `/documents/${index}/componentId`, message: 'Giấy tờ này không có trong thành phần hồ sơ', messageEn: 'This document is not on the list of the case' }],
  );
  const missing = procedureCase.documents
    .filter((component) => component.required && !needsNoFile(component) && !given.has(component.id) && (component.when === undefined || isAsked(component.when)))
    .map(({ id, name }) => ({ pointer: `/documents/${id}`, message: `Thiếu ${name.vi}`, messageEn: `${name.en} is missing` }));
  return [...strange, ...missing];
};
