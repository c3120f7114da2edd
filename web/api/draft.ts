import type { Variables } from '../../core/contracts/json.ts';
import { ApiProblem } from './api-problem.ts';
import { getJson, sendJson } from './request.ts';

/** A paper already sent to the server while the form is being filled. */
export type UploadedPaper = { readonly componentId: string; readonly documentId: string; readonly name: string; readonly size: number };

/** Everything typed so far, kept on the server so that another device goes on with it. `attempt` makes filing idempotent. */
export type DraftContent = {
  readonly caseId: string;
  readonly step: string;
  readonly applicant: { readonly [field: string]: string };
  readonly data: Variables;
  readonly papers: readonly UploadedPaper[];
  readonly attempt: string;
};

const path = (code: string): string => `/api/drafts/${encodeURIComponent(code)}`;

/** Null when nothing was kept. */
export const readDraft = async (code: string, signal?: AbortSignal): Promise<DraftContent | null> => {
  try {
    const draft = await getJson<{ data: DraftContent }>(path(code), signal);
    return draft.data;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
};

export const saveDraft = (code: string, data: DraftContent): Promise<void> => sendJson('PUT', path(code), { data });
export const removeDraft = (code: string): Promise<void> => sendJson('DELETE', path(code));
