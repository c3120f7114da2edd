import type { CreateDossierBody } from '../../../core/contracts/dossier.ts';
import type { Variables } from '../../../core/contracts/json.ts';
import type { ClockFacts } from '../../../core/calendar/recompute-due.ts';

export type Applicant = CreateDossierBody['applicant'];

/** A row of `dossier`. */
export type DossierRow = {
  readonly id: string;
  readonly code: string | null;
  readonly lookupCode: string;
  readonly externalCode: string | null;
  readonly procedureCode: string;
  readonly version: number;
  readonly caseId: string;
  readonly channel: CreateDossierBody['channel'];
  readonly applicant: Applicant;
  readonly applicantName: string;
  readonly ownerId: string | null;
  readonly createdBy: string;
  readonly receivingUnit: string;
  readonly competentUnit: string | null;
  readonly supportUnit: string | null;
  readonly authorityUnit: string | null;
  readonly data: Variables;
  readonly engine: string;
  readonly processDefinitionKey: string;
  readonly processInstanceKey: string | null;
  readonly submittedAt: Date;
  readonly acceptedAt: Date | null;
  readonly promisedAt: Date | null;
  readonly clockTerms: ClockFacts | null;
  readonly finishedAt: Date | null;
  readonly revision: number;
};

export type UnitRelation = 'receiving' | 'competent' | 'support' | 'authority' | 'task';

export type DossierEvent = {
  readonly dossierId: string;
  readonly at: Date;
  readonly kind: string;
  readonly title: { readonly vi: string; readonly en: string };
  readonly actorId?: string | null;
  readonly actorName?: string | null;
  readonly detail?: string | null;
  readonly documentId?: string | null;
  /** The applicant may read it. */
  readonly public: boolean;
  /** api, agency, incident, or the job type. */
  readonly source: string;
};
