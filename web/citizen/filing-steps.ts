import type { ProcedureView } from '../../core/contracts/procedure.ts';

export type Case = ProcedureView['cases'][number];
export type Component = Case['documents'][number];
export const filingSteps = ['case', 'applicant', 'form', 'documents', 'check'] as const;
export type FilingStep = (typeof filingSteps)[number];

/** Papers that the applicant hands in as files. What the state holds, and what is filled in here, is not asked for. */
export const papersToHandIn = (documents: readonly Component[]): readonly Component[] =>
  documents.filter(({ stateHolds, form }) => stateHolds !== true && (form === 'ORIGINAL' || form === 'COPY'));

/** Steps of this filing in order; one that would be empty is left out. */
export const stepsOf = (cases: readonly Case[], chosen: Case | undefined): readonly FilingStep[] =>
  filingSteps.filter((step) => {
    if (step === 'case') return cases.length > 1;
    if (step === 'documents') return chosen === undefined || chosen.documents.length > 0;
    return true;
  });

/** The step kept in a draft, or the first one when the draft's step no longer exists. */
export const knownStep = (steps: readonly FilingStep[], wanted: string | undefined): FilingStep =>
  steps.find((step) => step === wanted) ?? steps[0] ?? 'applicant';

/** Required papers that have no file yet. */
export const missingPapers = (
  documents: readonly Component[],
  given: readonly { readonly componentId: string }[],
): readonly Component[] =>
  papersToHandIn(documents).filter(
    ({ id, required }) => required && !given.some(({ componentId }) => componentId === id),
  );
