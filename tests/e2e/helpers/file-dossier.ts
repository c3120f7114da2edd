import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { askAs } from './site-api.ts';

const applicant = { kind: 'CITIZEN', fullName: 'Công dân A', personalId: '000095000001', phone: '0900000001' } as const;
const requester = {
  requesterFullName: applicant.fullName,
  requesterPersonalId: applicant.personalId,
  requesterPhone: applicant.phone,
  requesterAddress: 'Số 1, đường Mẫu',
};

/** yyyy-mm-dd; a fixed date would fall out of the 60 days of a registration in time. */
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const child = (name: string) => ({
  ...requester,
  requesterRelation: 'MOTHER',
  childFullName: name,
  childSex: 'FEMALE',
  childDateOfBirth: daysAgo(5),
  childPlaceOfBirth: 'Bệnh viện Mẫu',
  childHometown: 'phường Bến Hoa',
  motherFullName: 'Công dân A',
  motherPersonalId: '000195000001',
  motherDateOfBirth: '1995-02-01',
  motherAddress: 'Số 1, đường Mẫu',
  fatherFullName: 'Công dân B',
  fatherPersonalId: '000090000002',
  fatherDateOfBirth: '1990-08-15',
  fatherAddress: 'Số 1, đường Mẫu',
  parentsMarried: 'NO',
  birthCertificateNumber: 'CS-2026-0001',
  birthFacility: 'Bệnh viện Mẫu',
  deliveryMethod: 'DESK',
  declaration: true,
});

const cases = {
  birth: { procedureCode: '1.001193', caseId: 'B-1', more: { copies: 1, exemption: 'NONE' } },
  interlinked: {
    procedureCode: '2.002621',
    caseId: 'BTR-1',
    more: { residenceWith: 'BOTH', residenceAddress: 'Số 1, đường Mẫu', clinicName: 'Trạm y tế Mẫu' },
  },
} as const;

/** Files a birth for the citizen of this page, as another program would; filing through the pages is tested elsewhere. */
export const fileDossier = async (page: Page, name: string, kind: keyof typeof cases): Promise<string> => {
  const { procedureCode, caseId, more } = cases[kind];
  const body = {
    procedureCode,
    caseId,
    channel: 'ONLINE',
    applicant,
    data: { ...child(name), ...more },
    documents: [],
  };
  const answer = await askAs(page, 'POST', '/api/dossiers', body, { 'Idempotency-Key': randomUUID() });
  return String(answer.body['id']);
};
