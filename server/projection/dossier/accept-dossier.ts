import type { Variables } from '../../../core/contracts/json.ts';
import type { ReduceContext } from '../context.ts';
import type { Draft } from '../draft.ts';
import { putProgress } from './dossier-clock.ts';

/** ISO text or milliseconds; anything else is no instant. */
const instantOf = (value: unknown): Date | null => {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? null : at;
};

/** The job `dossier.accept` was completed with {dossierCode, acceptedAt, promisedAt, limitMinutes?}: the legal clock starts. Completed again (after a correction) it tells no limit. */
export const acceptDossier = (
  draft: Draft,
  processInstanceKey: string,
  variables: Variables,
  timestamp: number,
  context: ReduceContext,
): void => {
  const dossierId = draft.processInstance.find(processInstanceKey)?.dossierId ?? null;
  const row = dossierId === null ? undefined : draft.dossierProgress.find(dossierId);
  if (!row) return;
  const { dossierCode, acceptedAt, promisedAt, limitMinutes } = variables;
  const accepted = {
    ...row,
    code: typeof dossierCode === 'string' ? dossierCode : row.code,
    acceptedAt: instantOf(acceptedAt) ?? new Date(timestamp),
    promisedAt: instantOf(promisedAt),
    limitMinutes: typeof limitMinutes === 'number' ? Math.round(limitMinutes) : row.limitMinutes,
    acceptance: variables,
  };
  putProgress(draft, accepted, timestamp, context);
};
