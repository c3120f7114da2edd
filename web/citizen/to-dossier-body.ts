import type { CreateDossierBody } from '../../core/contracts/dossier.ts';
import type { DraftContent } from '../api/draft.ts';
import { tidyApplicant } from './check-applicant.ts';

/** The request that files a finished draft. */
export const toDossierBody = (
  procedureCode: string,
  { caseId, applicant, data, papers }: DraftContent,
): CreateDossierBody => ({
  procedureCode,
  caseId,
  channel: 'ONLINE',
  applicant: { kind: 'CITIZEN', fullName: '', ...tidyApplicant(applicant) },
  data: { ...data },
  documents: papers.map(({ componentId, documentId }) => ({ componentId, documentId })),
});
