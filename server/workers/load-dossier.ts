import type { Knex } from 'knex';
import type { ProcedureRecord } from '../../core/contracts/package.ts';
import type { ActivatedJob } from '../engine/engine.ts';
import type { DossierRow } from '../features/dossiers/dossier-row.ts';
import type { UnitRow } from '../features/people/people-view.ts';
import { JobProblem } from './job-problem.ts';
import type { WorkerDeps } from './worker-deps.ts';

export type LoadedDossier = {
  readonly dossier: DossierRow;
  readonly record: ProcedureRecord;
  readonly procedureCase: ProcedureRecord['cases'][number];
  readonly receivingUnit: UnitRow;
};

/** The dossier of a job, locked, with the record of its own version. @throws JobProblem when something is missing */
export const loadDossier = async (
  deps: WorkerDeps,
  job: ActivatedJob,
  tx: Knex.Transaction,
): Promise<LoadedDossier> => {
  const id = job.variables['dossierId'];
  if (typeof id !== 'string') throw new JobProblem('Quy trình không mang biến dossierId');
  const dossier = await deps.dossiers.lock(tx, id);
  if (!dossier) throw new JobProblem(`Không có hồ sơ ${id}`);
  const record = await deps.procedures.findRecord(dossier.procedureCode, dossier.version);
  const procedureCase = record?.cases.find((each) => each.id === dossier.caseId);
  if (!record || !procedureCase)
    throw new JobProblem(
      `Không có trường hợp ${dossier.caseId} trong thủ tục ${dossier.procedureCode} phiên bản ${dossier.version}`,
    );
  const receivingUnit = await deps.people.findUnit(dossier.receivingUnit);
  if (!receivingUnit) throw new JobProblem(`Không có đơn vị tiếp nhận ${dossier.receivingUnit}`);
  return { dossier, record, procedureCase, receivingUnit };
};

/** A text that the process gives (local variable first), else one that is in the dossier's data. */
export const readText = (job: ActivatedJob, dossier: DossierRow, names: readonly string[]): string | undefined =>
  names
    .flatMap((name) => [job.variables[name], dossier.data[name]])
    .find((value): value is string => typeof value === 'string' && value.trim() !== '')
    ?.trim();

/** @throws JobProblem the model lacks this header */
export const requireHeader = (job: ActivatedJob, name: string): string => {
  const value = job.headers[name];
  if (value === undefined || value === '') throw new JobProblem(`Bước "${job.elementId}" thiếu tham số "${name}"`);
  return value;
};
