import { randomUUID } from 'node:crypto';
import { addWorkingTime } from '../../../core/calendar/working-time.ts';
import { toLocal } from '../../../core/calendar/local-time.ts';
import type { Variables } from '../../../core/contracts/json.ts';
import type { ProcedureRecord } from '../../../core/contracts/package.ts';
import { listFields } from '../../../core/forms/list-fields.ts';
import { readNumberParameter } from '../../../core/dossier/parameters.ts';
import type { ActivatedJob, JobHandler } from '../../engine/engine.ts';
import { JobProblem } from '../job-problem.ts';
import { loadDossier, type LoadedDossier } from '../load-dossier.ts';
import { instantText } from '../local-text.ts';
import { readUnitCalendar } from '../unit-calendar.ts';
import type { WorkerDeps } from '../worker-deps.ts';

const source = 'agency.send';
const HOUR_MS = 3_600_000;

/** An agency is asked about by its kind: a local variable (multi-instance) or a header. */
const readAgency = (job: ActivatedJob): string => {
  const agency = job.variables['agency'] ?? job.headers['agency'];
  if (typeof agency !== 'string' || agency === '')
    throw new JobProblem(`Bước "${job.elementId}" không nói gửi cơ quan nào (agency)`);
  return agency;
};

const readHours = async (
  deps: WorkerDeps,
  job: ActivatedJob,
  record: ProcedureRecord,
  now: number,
): Promise<number> => {
  const given = job.variables['agencyHours'] ?? job.headers['agencyHours'];
  const hours =
    given === undefined
      ? readNumberParameter(record, await deps.settings.readSettings(), 'agencyReplyHours', toLocal(now).slice(0, 10))
      : Number(given);
  if (!Number.isFinite(hours) || hours <= 0)
    throw new JobProblem(`Thời hạn trả lời của cơ quan (agencyHours) phải là số giờ làm việc lớn hơn 0`);
  return hours;
};

/**
 * What the agency is told: the fields named in header `fields`, else the application itself (answers to the start form).
 * Notes and findings of the settling unit never leave it. The form tells its fields: a data dictionary names one source
 * for each name, though several forms may ask for it.
 */
const contentOf = async (
  { procedures }: WorkerDeps,
  job: ActivatedJob,
  { dossier: { data, applicant, procedureCode, version }, procedureCase }: LoadedDossier,
): Promise<Variables> => {
  const named = job.headers['fields']?.split(',').map((name) => name.trim());
  const form = named ? undefined : await procedures.findForm(procedureCode, version, procedureCase.startForm);
  const asked = named ?? [...new Set(form ? listFields(form).map(({ name }) => name) : [])];
  const shared = asked.flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]]]));
  return { applicantName: applicant.fullName, ...(Object.fromEntries(shared) as Variables) };
};

const findAgencyUnit = async ({ people }: WorkerDeps, { dossier }: LoadedDossier, agency: string) => {
  const code = (await people.findRoutes(dossier.receivingUnit, [agency])).get(agency);
  const unit = code === undefined ? undefined : await people.findUnit(code);
  if (!unit) throw new JobProblem(`Chưa khai báo cơ quan loại ${agency} cho nơi tiếp nhận ${dossier.receivingUnit}`);
  return unit;
};

/**
 * Hands a part of the dossier to another agency, with a limit on that agency's own working time. The answer comes back as
 * message `agency.answered`, correlation key `dossierId:agency`. The agency reads its request; the dossier stays closed to it.
 */
export const createAgencyHandler =
  (deps: WorkerDeps): JobHandler =>
  async (job, tx) => {
    const loaded = await loadDossier(deps, job, tx);
    const { dossier, record } = loaded;
    const agency = readAgency(job);
    const unit = await findAgencyUnit(deps, loaded, agency);
    const now = deps.clock();
    const { calendar } = await readUnitCalendar(deps, unit);
    const dueAt = new Date(addWorkingTime(calendar, now, (await readHours(deps, job, record, now)) * HOUR_MS));
    const id = randomUUID();
    await deps.agencies.add(tx, {
      id,
      dossierId: dossier.id,
      agency,
      unitCode: unit.code,
      subject: job.headers['subject'] ?? record.name.vi,
      content: await contentOf(deps, job, loaded),
      sentAt: new Date(now),
      dueAt,
    });
    await deps.dossiers.addEvent(tx, {
      dossierId: dossier.id,
      at: new Date(now),
      kind: 'agencyAsked',
      title: { vi: `Chuyển ${unit.name}`, en: `Sent to ${unit.name}` },
      detail: `Hạn trả lời ${instantText(dueAt)}`,
      public: true,
      source,
    });
    return { type: 'complete', variables: { agencyRequestId: id, agencyDueAt: dueAt.toISOString() } };
  };
