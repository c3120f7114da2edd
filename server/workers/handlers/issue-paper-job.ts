import type { JobHandler } from '../../engine/engine.ts';
import { loadDossier, requireHeader } from '../load-dossier.ts';
import { issuePaper } from '../papers/issue-paper.ts';
import type { WorkerDeps } from '../worker-deps.ts';

const texts = (variables: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  );

/**
 * Any paper by header `paper`: a template of the procedure, or a common one. Variables of the step are facts too; what the
 * dossier says itself is printed from there, where dates and choices get the words that people read.
 */
export const createPaperHandler =
  (deps: WorkerDeps): JobHandler =>
  async (job, tx) => {
    const kind = requireHeader(job, 'paper');
    const loaded = await loadDossier(deps, job, tx);
    const { paperId, documentId, number } = await issuePaper(deps, tx, loaded, {
      kind,
      fallback: texts(job.variables),
      source: 'paper.issue',
    });
    return { type: 'complete', variables: { paperId, paperDocumentId: documentId, paperNumber: number } };
  };
