import type { DraftBody, DraftView } from '../../core/contracts/draft.ts';
import type { Variables } from '../../core/contracts/json.ts';
import { ApiProblem } from './api-problem.ts';
import { getJson, sendJson } from './request.ts';

/** A paper already sent to the server while the form is being filled. */
export type UploadedPaper = {
  readonly componentId: string;
  readonly documentId: string;
  readonly name: string;
  readonly size: number;
};

/** Everything typed so far, kept on the server so that another device goes on with it. `attempt` makes filing idempotent. */
export type DraftContent = {
  readonly caseId: string;
  readonly step: string;
  readonly applicant: { readonly [field: string]: string };
  readonly data: Variables;
  readonly papers: readonly UploadedPaper[];
  readonly attempt: string;
};

/** On the wire the parts that only this page reads travel in `view`. */
export const toDraftBody = ({ caseId, applicant, data, papers, step, attempt }: DraftContent): DraftBody => ({
  ...(caseId === '' ? {} : { caseId }),
  channel: 'ONLINE',
  applicant: { ...applicant },
  data: { ...data },
  documents: papers.map(({ componentId, documentId }) => ({ componentId, documentId })),
  view: { step, attempt, files: papers.map(({ documentId, name, size }) => ({ documentId, name, size })) },
});

type View = {
  readonly step?: string;
  readonly attempt?: string;
  readonly files?: readonly { readonly documentId: string; readonly name: string; readonly size: number }[];
};

/** The other way round. A draft of another client has no `view`: its files show by their ids, and it gets the given attempt. */
export const fromDraftBody = (body: DraftBody, newAttempt: string): DraftContent => {
  const view = (body.view ?? {}) as View;
  const fileOf = (id: string) => view.files?.find(({ documentId }) => documentId === id);
  return {
    caseId: body.caseId ?? '',
    step: view.step ?? '',
    attempt: view.attempt ?? newAttempt,
    applicant: (body.applicant ?? {}) as DraftContent['applicant'],
    data: body.data as Variables,
    papers: (body.documents ?? []).map(({ componentId, documentId }) => ({
      componentId,
      documentId,
      name: fileOf(documentId)?.name ?? documentId,
      size: fileOf(documentId)?.size ?? 0,
    })),
  };
};

const path = (code: string): string => `/api/drafts/${encodeURIComponent(code)}`;

/** Null when nothing was kept. */
export const readDraft = async (code: string, signal?: AbortSignal): Promise<DraftContent | null> => {
  try {
    const { content } = await getJson<DraftView>(path(code), signal);
    return fromDraftBody(content as DraftBody, crypto.randomUUID());
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
};

export const saveDraft = (code: string, content: DraftContent): Promise<void> =>
  sendJson('PUT', path(code), toDraftBody(content));
export const removeDraft = (code: string): Promise<void> => sendJson('DELETE', path(code));
