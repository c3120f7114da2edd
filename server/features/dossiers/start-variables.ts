import type { Variables } from '../../../core/contracts/json.ts';
import type { ProcedureRecord } from '../../../core/contracts/package.ts';
import type { DossierRow } from './dossier-row.ts';

/** The part of dossier data that the process may see: entries of the dictionary with `process: true`. */
export const processData = ({ data: dictionary }: ProcedureRecord, data: Variables): Variables =>
  Object.fromEntries(
    dictionary.flatMap(({ name, process }) => {
      const value = data[name];
      return process && value !== undefined ? [[name, value]] : [];
    }),
  );

type Started = Pick<
  DossierRow,
  | 'id'
  | 'procedureCode'
  | 'caseId'
  | 'channel'
  | 'applicant'
  | 'receivingUnit'
  | 'competentUnit'
  | 'supportUnit'
  | 'authorityUnit'
  | 'data'
>;

/** What a process is started with: never more than it decides on. */
export const startVariables = (record: ProcedureRecord, dossier: Started): Variables => ({
  ...processData(record, dossier.data),
  dossierId: dossier.id,
  procedureCode: dossier.procedureCode,
  caseId: dossier.caseId,
  channel: dossier.channel,
  applicantKind: dossier.applicant.kind,
  receivingUnit: dossier.receivingUnit,
  competentUnit: dossier.competentUnit,
  supportUnit: dossier.supportUnit,
  authorityUnit: dossier.authorityUnit,
});
