import type { JobHandler } from '../../engine/engine.ts';
import { JobProblem } from '../job-problem.ts';
import { loadDossier, readText } from '../load-dossier.ts';
import { sendNotification } from '../notify/send-notification.ts';
import { issuePaper } from '../papers/issue-paper.ts';
import type { WorkerDeps } from '../worker-deps.ts';

const source = 'dossier.refuse';

/** Refusal at intake with its slip M03. There is none without a reason (NĐ 118/2025 Đ.5), and none after acceptance. */
export const createRefuseHandler =
  (deps: WorkerDeps): JobHandler =>
  async (job, tx) => {
    const loaded = await loadDossier(deps, job, tx);
    const reason = readText(job, loaded.dossier, ['refusalReason', 'reason']);
    if (reason === undefined) throw new JobProblem('Từ chối tiếp nhận phải có lý do (refusalReason)');
    if (loaded.dossier.acceptedAt !== null)
      throw new JobProblem('Hồ sơ đã được tiếp nhận, không thể từ chối tiếp nhận; dùng dừng giải quyết');
    const at = new Date(deps.clock());
    await deps.dossiers.addEvent(tx, {
      dossierId: loaded.dossier.id,
      at,
      kind: 'refused',
      title: { vi: 'Không tiếp nhận hồ sơ', en: 'Dossier not accepted' },
      detail: reason,
      public: true,
      source,
    });
    const { number } = await issuePaper(deps, tx, loaded, { kind: 'M03', extra: { values: { reason } }, source });
    await sendNotification(deps, tx, loaded, 'refused', { reason });
    await deps.dossiers.finish(tx, loaded.dossier.id, at);
    return { type: 'complete', variables: { refusalNumber: number } };
  };
