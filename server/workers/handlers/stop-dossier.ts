import type { JobHandler } from '../../engine/engine.ts';
import { JobProblem } from '../job-problem.ts';
import { loadDossier, readText } from '../load-dossier.ts';
import { sendNotification } from '../notify/send-notification.ts';
import { issuePaper } from '../papers/issue-paper.ts';
import type { WorkerDeps } from '../worker-deps.ts';

const source = 'dossier.stop';

/** Stop by decision, with its notice M05. */
export const createStopHandler =
  (deps: WorkerDeps): JobHandler =>
  async (job, tx) => {
    const loaded = await loadDossier(deps, job, tx);
    const reason = readText(job, loaded.dossier, ['stopReason', 'reason']);
    if (reason === undefined) throw new JobProblem('Dừng giải quyết phải có lý do (stopReason)');
    const at = new Date(deps.clock());
    await deps.dossiers.addEvent(tx, {
      dossierId: loaded.dossier.id,
      at,
      kind: 'stopped',
      title: { vi: 'Dừng giải quyết hồ sơ', en: 'Dossier stopped' },
      detail: reason,
      public: true,
      source,
    });
    const { number } = await issuePaper(deps, tx, loaded, { kind: 'M05', extra: { values: { reason } }, source });
    await sendNotification(deps, tx, loaded, 'stopped', { reason });
    await deps.dossiers.finish(tx, loaded.dossier.id, at);
    return { type: 'complete', variables: { stopNumber: number } };
  };
