import type { JobHandler } from '../../engine/engine.ts';
import { loadDossier, requireHeader } from '../load-dossier.ts';
import { issuePaper } from '../papers/issue-paper.ts';
import type { WorkerDeps } from '../worker-deps.ts';

/** Answers that the process knows too are printed from the dossier, where dates and choices get the words that people read. */
const texts = (
  variables: Readonly<Record<string, unknown>>,
  answers: Readonly<Record<string, unknown>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      !(name in answers) && (typeof value === 'string' || typeof value === 'number') ? [[name, String(value)]] : [],
    ),
  );

/** Any paper by header `paper`: a template of the procedure, or a common one. Local variables of the step are facts too. */
export const createPaperHandler =
  (deps: WorkerDeps): JobHandler =>
  async (job, tx) => {
    const kind = requireHeader(job, 'paper');
    const loaded = await loadDossier(deps, job, tx);
    const { paperId, documentId, number } = await issuePaper(deps, tx, loaded, {
      kind,
      extra: { values: texts(job.variables, loaded.dossier.data) },
      source: 'paper.issue',
    });
    return { type: 'complete', variables: { paperId, paperDocumentId: documentId, paperNumber: number } };
  };
