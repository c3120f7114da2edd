import type { JobHandler } from '../../engine/engine.ts';
import { loadDossier } from '../load-dossier.ts';
import type { WorkerDeps } from '../worker-deps.ts';

const titles = {
  WITHDRAWN: { vi: 'Hồ sơ được rút theo yêu cầu', en: 'Dossier withdrawn on request' },
  RETURNED: { vi: 'Kết thúc hồ sơ', en: 'Dossier closed' },
} as const;

/** The end of a dossier that needs no paper of its own. Header `reason`: WITHDRAWN, else the result was handed over. */
export const createCloseHandler =
  (deps: WorkerDeps): JobHandler =>
  async (job, tx) => {
    const { dossier } = await loadDossier(deps, job, tx);
    const at = new Date(deps.clock());
    const kind = job.headers['reason'] === 'WITHDRAWN' ? 'WITHDRAWN' : 'RETURNED';
    await deps.dossiers.addEvent(tx, {
      dossierId: dossier.id,
      at,
      kind: kind === 'WITHDRAWN' ? 'withdrawn' : 'closed',
      title: titles[kind],
      public: true,
      source: 'dossier.close',
    });
    await deps.dossiers.finish(tx, dossier.id, at);
    return { type: 'complete', variables: { closedAt: at.toISOString() } };
  };
