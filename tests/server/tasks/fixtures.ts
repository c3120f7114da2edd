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

export type TaskFixture = {
  readonly key: string;
  readonly dossierId: string;
  readonly groups: readonly string[];
  readonly assignee?: string | null;
  readonly dueAt?: string | null;
  readonly createdAt?: string;
  readonly state?: string;
  readonly formId?: string | null;
  readonly outcomes?: string | null;
  readonly native?: boolean;
};

/** An open task as the projection writes it: the read row, and one row per candidate group in the queue. */
export const insertTask = async (db: Knex, fixture: TaskFixture): Promise<void> => {
  const {
    key,
    dossierId,
    groups,
    assignee = null,
    dueAt = null,
    state = 'open',
    formId = null,
    outcomes = null,
    native = true,
  } = fixture;
  const createdAt = fixture.createdAt ?? '2026-11-20T02:00:00Z';
  await db('userTask').insert({
    ...{
      key,
      state,
      native,
      name: `Việc ${key}`,
      elementId: 'check',
      elementInstanceKey: key,
      processInstanceKey: '1',
    },
    ...{ rootProcessInstanceKey: '1', processDefinitionKey: '1', bpmnProcessId: 'p', version: 1, assignee },
    ...{
      candidateGroups: [...groups],
      candidateUsers: [],
      formId,
      headers: '{}',
      taskDueDate: '',
      followUpDate: '',
      action: '',
    },
    ...{ dossierId, dueAt, stepOutcomes: outcomes, stepKind: 'appraise', createdAt, revision: 1 },
  });
  if (state !== 'open') return;
  await db('taskQueue').insert(
    groups.map((groupId) => ({
      ...{
        groupId,
        taskKey: key,
        unitCode: groupId.slice(groupId.indexOf('@') + 1),
        dossierId,
        assignee,
        dueAt,
        createdAt,
      },
    })),
  );
};
