import type { Knex } from 'knex';
import type { Variables } from '../../../core/contracts/json.ts';

export type DossierFixture = {
  readonly id: string;
  readonly units: readonly string[];
  readonly ownerId?: string;
  readonly applicantName?: string;
  readonly code?: string;
  readonly procedureCode?: string;
  readonly data?: Variables;
  readonly search?: string;
};

/** A dossier with the units that see it, as the dossier slice writes it. */
export const insertDossier = async (db: Knex, fixture: DossierFixture): Promise<void> => {
  const {
    id,
    units,
    ownerId = null,
    applicantName = 'Công dân A',
    code = null,
    procedureCode = '1.001193',
    data = {},
  } = fixture;
  const submittedAt = new Date('2026-11-20T01:00:00Z');
  await db('dossier').insert({
    id,
    code,
    lookupCode: `L${id}`,
    procedureCode,
    version: 1,
    caseId: 'standard',
    channel: 'ONLINE',
    applicant: JSON.stringify({ kind: 'CITIZEN', fullName: applicantName }),
    applicantName,
    ownerId,
    createdBy: ownerId ?? 'desk',
    receivingUnit: units[0] ?? 'u1',
    data: JSON.stringify(data),
    engine: 'embedded',
    processDefinitionKey: '1',
    submittedAt,
    search: fixture.search ?? ` ${id} ${(code ?? '').toLowerCase()} `,
  });
  await db('dossierUnit').insert(units.map((unitCode) => ({ dossierId: id, unitCode, relation: 'task', submittedAt })));
};
