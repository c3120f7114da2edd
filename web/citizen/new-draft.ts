import type { ProcedureView } from '../../core/contracts/procedure.ts';
import type { SessionView } from '../../core/contracts/session.ts';
import type { DraftContent } from '../api/draft.ts';
import { knownStep, stepsOf } from './filing-steps.ts';

/** An empty filing with what the state already knows about the person; `wantedCase` comes from the page of the procedure. */
export const newDraft = (
  procedure: ProcedureView,
  { user }: SessionView,
  wantedCase: string | null,
  attempt: string,
): DraftContent => {
  const { profile } = user;
  const wanted = procedure.cases.find(({ id }) => id === wantedCase);
  const chosen = wanted ?? (procedure.cases.length === 1 ? procedure.cases[0] : undefined);
  const steps = stepsOf(procedure.cases, chosen);
  return {
    caseId: chosen?.id ?? '',
    step: wanted ? 'applicant' : knownStep(steps, undefined),
    applicant: {
      fullName: user.displayName,
      personalId: profile?.personalId ?? '',
      phone: profile?.phone ?? '',
      email: profile?.email ?? '',
      address: profile?.address ?? '',
    },
    data: {},
    papers: [],
    attempt,
  };
};
