import { randomUUID } from 'node:crypto';
import { instantOf, dayOf, toLocal } from '../../../core/calendar/local-time.ts';
import { readNumberParameter } from '../../../core/dossier/parameters.ts';
import type { JobHandler } from '../../engine/engine.ts';
import type { DossierRow } from '../../features/dossiers/dossier-row.ts';
import type { SupplementItem, SupplementStage } from '../../features/dossiers/supplement-store.ts';
import { JobProblem } from '../job-problem.ts';
import { loadDossier, readText } from '../load-dossier.ts';
import { instantText } from '../local-text.ts';
import { sendNotification } from '../notify/send-notification.ts';
import { issuePaper } from '../papers/issue-paper.ts';
import type { WorkerDeps } from '../worker-deps.ts';

const source = 'dossier.requestSupplement';
/** The working day of an agency ends at 17:00; a deadline at midnight would mislead. */
const DEADLINE_MINUTE = 17 * 60;

const isItem = (value: unknown): value is SupplementItem => {
  const { item, reason } = (value ?? {}) as { item?: unknown; reason?: unknown };
  return typeof item === 'string' && item.trim() !== '' && typeof reason === 'string' && reason.trim() !== '';
};

/** What the officer listed in the dossier's data. @throws JobProblem no item, or one without a reason */
const readItems = ({ data }: DossierRow): SupplementItem[] => {
  const items = data['supplementItems'];
  if (!Array.isArray(items) || items.length === 0 || !items.every(isItem)) {
    throw new JobProblem('Yêu cầu bổ sung phải có danh sách supplementItems, mỗi mục có nội dung và lý do');
  }
  return items.map(({ item, reason, componentId }) => ({
    item,
    reason,
    ...(typeof componentId === 'string' && componentId !== '' ? { componentId } : {}),
  }));
};

const itemRows = (items: readonly SupplementItem[]): Record<string, string>[] =>
  items.map(({ item, reason }, index) => ({ no: String(index + 1), item, reason }));

/**
 * One request that lists everything that is missing, with its slip M02. Each stage has a cap (`supplementCap`, default 1);
 * the applicant has `supplementDeadline` days (default 30) to answer.
 */
export const createSupplementHandler =
  (deps: WorkerDeps): JobHandler =>
  async (job, tx) => {
    const loaded = await loadDossier(deps, job, tx);
    const { dossier, record } = loaded;
    const items = readItems(dossier);
    const now = deps.clock();
    const [site, date] = [await deps.settings.readSettings(), toLocal(now).slice(0, 10)];
    const stage: SupplementStage =
      readText(job, dossier, ['supplementStage']) === 'INTAKE' || dossier.acceptedAt === null ? 'INTAKE' : 'APPRAISAL';
    const cap = readNumberParameter(record, site, 'supplementCap', date);
    if ((await deps.supplements.countOfStage(tx, dossier.id, stage)) >= cap) {
      throw new JobProblem(
        `Hồ sơ đã được yêu cầu bổ sung đủ ${cap} lần ở giai đoạn ${stage === 'INTAKE' ? 'tiếp nhận' : 'thẩm định'}; không được yêu cầu thêm`,
      );
    }
    const deadline = new Date(
      instantOf(dayOf(now) + readNumberParameter(record, site, 'supplementDeadline', date), DEADLINE_MINUTE),
    );
    await deps.supplements.add(tx, {
      id: randomUUID(),
      dossierId: dossier.id,
      stage,
      items,
      askedAt: new Date(now),
      deadline,
    });
    const summary = items.map(({ item }) => item).join('; ');
    await deps.dossiers.addEvent(tx, {
      dossierId: dossier.id,
      at: new Date(now),
      kind: 'supplementRequested',
      title: { vi: 'Yêu cầu bổ sung hồ sơ', en: 'Supplement requested' },
      detail: summary,
      public: true,
      source,
    });
    const extra = { values: { deadline: instantText(deadline) }, lists: { items: itemRows(items) } };
    const { number } = await issuePaper(deps, tx, loaded, { kind: 'M02', extra, source });
    await sendNotification(deps, tx, loaded, 'supplementRequested', {
      items: summary,
      deadline: instantText(deadline),
    });
    return { type: 'complete', variables: { supplementNumber: number, supplementDeadline: deadline.toISOString() } };
  };
