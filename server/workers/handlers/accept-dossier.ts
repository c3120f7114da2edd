import type { Knex } from 'knex';
import { toLocal } from '../../../core/calendar/local-time.ts';
import { computeDue, limitMinutes } from '../../../core/calendar/legal-clock.ts';
import type { ClockFacts } from '../../../core/calendar/recompute-due.ts';
import { clockTermsOf } from '../../../core/dossier/clock-terms.ts';
import { formatDossierCode } from '../../../core/dossier/dossier-code.ts';
import type { JobHandler, JobOutcome } from '../../engine/engine.ts';
import type { DossierRow } from '../../features/dossiers/dossier-row.ts';
import { JobProblem } from '../job-problem.ts';
import { loadDossier, type LoadedDossier } from '../load-dossier.ts';
import { instantText } from '../local-text.ts';
import { sendNotification } from '../notify/send-notification.ts';
import { issuePaper } from '../papers/issue-paper.ts';
import { readUnitCalendar } from '../unit-calendar.ts';
import type { WorkerDeps } from '../worker-deps.ts';

const source = 'dossier.accept';
type Promised = { readonly clock: ClockFacts | null; readonly promisedAt: Date | null; readonly limit: number | null };

/** The legal limit on the calendar of the receiving unit, from this instant. */
const promise = async (
  deps: WorkerDeps,
  { dossier, record, receivingUnit }: LoadedDossier,
  acceptedAt: number,
): Promise<Promised> => {
  const terms = clockTermsOf(
    record,
    await deps.settings.readSettings(),
    dossier.channel,
    toLocal(acceptedAt).slice(0, 10),
  );
  if (!terms) return { clock: null, promisedAt: null, limit: null };
  const { calendar, hours, version } = await readUnitCalendar(deps, receivingUnit);
  const { dueAt } = computeDue(calendar, acceptedAt, terms, []);
  return {
    clock: { ...terms, acceptedAt, hours, calendarVersion: version },
    promisedAt: dueAt === null ? null : new Date(dueAt),
    limit: limitMinutes(calendar, acceptedAt, terms),
  };
};

const nextCode = async (
  { dossiers }: WorkerDeps,
  tx: Knex.Transaction,
  unit: string,
  acceptedAt: number,
): Promise<string> => {
  const date = toLocal(acceptedAt).slice(0, 10);
  const sequence = await dossiers.nextNumber(tx, unit, 'dossier', date);
  try {
    return formatDossierCode({ unit, date, sequence });
  } catch (cause) {
    throw new JobProblem(`Mã đơn vị ${unit} không dùng được làm mã hồ sơ`, cause);
  }
};

const answer = (
  dossier: Pick<DossierRow, 'code' | 'acceptedAt' | 'promisedAt' | 'version'>,
  limit: number | null,
): JobOutcome => ({
  type: 'complete',
  variables: {
    dossierCode: dossier.code,
    acceptedAt: dossier.acceptedAt?.toISOString() ?? null,
    promisedAt: dossier.promisedAt?.toISOString() ?? null,
    limitMinutes: limit,
    procedureVersion: dossier.version,
  },
});

/**
 * Valid acceptance: the code, the promised date by the channel's limit, the receipt M01 and a notice. The clock starts.
 * A process that comes here again (after a correction) gets the acceptance that there is: a code is given once.
 */
export const createAcceptHandler =
  (deps: WorkerDeps): JobHandler =>
  async (job, tx) => {
    const loaded = await loadDossier(deps, job, tx);
    if (loaded.dossier.acceptedAt !== null) return answer(loaded.dossier, null);
    const now = deps.clock();
    const { clock, promisedAt, limit } = await promise(deps, loaded, now);
    const acceptance = {
      code: await nextCode(deps, tx, loaded.dossier.receivingUnit, now),
      acceptedAt: new Date(now),
      promisedAt,
      clockTerms: clock,
    };
    await deps.dossiers.accept(tx, loaded.dossier, acceptance);
    const accepted = { ...loaded, dossier: { ...loaded.dossier, ...acceptance } };
    await deps.dossiers.addEvent(tx, {
      dossierId: accepted.dossier.id,
      at: acceptance.acceptedAt,
      kind: 'accepted',
      title: { vi: 'Tiếp nhận hồ sơ', en: 'Dossier accepted' },
      detail: promisedAt ? `Mã ${acceptance.code}, hẹn trả ${instantText(promisedAt)}` : `Mã ${acceptance.code}`,
      public: true,
      source,
    });
    await issuePaper(deps, tx, accepted, { kind: 'M01', source });
    await sendNotification(deps, tx, accepted, 'accepted');
    return answer(accepted.dossier, limit);
  };
