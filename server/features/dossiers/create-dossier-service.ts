import { randomBytes, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { CreateDossierBody } from '../../../core/contracts/dossier.ts';
import type { Variables } from '../../../core/contracts/json.ts';
import type { ProcedureRecord } from '../../../core/contracts/package.ts';
import { createLookupCode, LOOKUP_CODE_BYTES } from '../../../core/dossier/lookup-code.ts';
import type { CommandEngine } from '../../engine/engine.ts';
import type { Person } from '../../http/person.ts';
import type { Clock } from '../../shared/clock.ts';
import type { DossierDocuments } from '../../shared/dossier-documents.ts';
import { ConflictError, ForbiddenError, InvalidSubmissionError, NotFoundError } from '../../shared/errors.ts';
import type { InTransaction } from '../../shared/unit-of-work.ts';
import type { PeopleView } from '../people/people-view.ts';
import type { ProceduresView } from '../procedures/procedures-view.ts';
import { checkNewDossier, getCase, type CheckSubmission, type EvaluateCondition } from './check-new-dossier.ts';
import { chooseReceivingUnit, routeUnits, type DossierUnits } from './choose-units.ts';
import type { DossierRow, UnitRelation } from './dossier-row.ts';
import type { DossierStore } from './dossier-store.ts';
import type { DraftStore } from './draft-store.ts';
import type { IdempotencyStore } from './idempotency-store.ts';
import { startVariables } from './start-variables.ts';

export type DossierCreated = { readonly id: string; readonly status: number; readonly lookupCode: string };

type Deps = {
  readonly store: DossierStore;
  readonly drafts: Pick<DraftStore, 'remove'>;
  readonly idempotency: IdempotencyStore;
  readonly procedures: Pick<ProceduresView, 'findReleaseInForce' | 'findForm' | 'findDefinitionKey'>;
  readonly people: Pick<PeopleView, 'findUnit' | 'findRoutes'>;
  readonly documents: Pick<DossierDocuments, 'attach'>;
  readonly engine: CommandEngine;
  readonly checkSubmission: CheckSubmission;
  readonly evaluate: EvaluateCondition;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
  /** Centre that receives what citizens file without choosing one. */
  readonly defaultUnit: string;
  /** Status of what has just been submitted. */
  readonly initialStatus: number;
};
type Prepared = {
  readonly record: ProcedureRecord;
  readonly version: number;
  readonly units: DossierUnits;
  readonly data: Variables;
  readonly processDefinitionKey: string;
};

const relationsOf = (units: DossierUnits): { unitCode: string; relation: UnitRelation }[] =>
  (['receiving', 'competent', 'support', 'authority'] as const).map((relation) => ({
    unitCode: units[relation],
    relation,
  }));

const refuseDocuments = (refused: readonly string[], body: CreateDossierBody): void => {
  if (refused.length === 0) return;
  throw new InvalidSubmissionError('Có giấy tờ không dùng được; tải lên lại rồi nộp', {
    errors: refused.map((id) => ({
      pointer: `/documents/${body.documents?.findIndex(({ documentId }) => documentId === id) ?? 0}/documentId`,
      message: 'Tệp không tồn tại, không phải của Ông/Bà hoặc đã dùng cho hồ sơ khác',
      messageEn: 'Unknown, not yours, or used already',
    })),
  });
};

/** Files dossiers: everything is checked first, then the dossier and its process begin together or not at all. */
export const createDossierService = (deps: Deps) => {
  const { store, drafts, idempotency, procedures, people, documents, engine, inTransaction, clock } = deps;

  const prepare = async (body: CreateDossierBody, person: Person, now: number): Promise<Prepared> => {
    if (person.kind === 'citizen' && body.channel === 'DIRECT')
      throw new ForbiddenError('Nộp trực tiếp là nộp tại quầy; chọn trực tuyến hoặc bưu chính');
    const receiving = await chooseReceivingUnit(people, person, body.receivingUnit, deps.defaultUnit);
    const release = await procedures.findReleaseInForce(body.procedureCode, receiving, now);
    if (!release) throw new NotFoundError(`Thủ tục ${body.procedureCode} chưa được phát hành cho nơi tiếp nhận này`);
    const { record, version, procedureCode } = release;
    const units = await routeUnits(people, record, receiving);
    const procedureCase = getCase(record, body.caseId);
    const form = await procedures.findForm(procedureCode, version, procedureCase.startForm);
    const data = checkNewDossier(record, form, body, now, deps);
    const processDefinitionKey = await procedures.findDefinitionKey(
      engine.capabilities.name,
      procedureCode,
      version,
      procedureCase.process,
    );
    if (processDefinitionKey === undefined)
      throw new ConflictError(`Quy trình ${procedureCase.process} chưa chạy được trên hệ thống này`);
    return { record, version, data, processDefinitionKey, units };
  };

  const submit = async (
    tx: Knex.Transaction,
    body: CreateDossierBody,
    person: Person,
    now: number,
    prepared: Prepared,
    { id, lookupCode }: DossierCreated,
  ): Promise<void> => {
    const { record, version, units, data, processDefinitionKey } = prepared;
    const dossier = {
      id,
      lookupCode,
      procedureCode: record.code,
      version,
      caseId: body.caseId,
      channel: body.channel,
      applicant: body.applicant,
      applicantName: body.applicant.fullName.normalize('NFC'),
      ownerId: person.kind === 'citizen' ? person.id : null,
      createdBy: person.id,
      receivingUnit: units.receiving,
      competentUnit: units.competent,
      supportUnit: units.support,
      authorityUnit: units.authority,
      data,
      engine: engine.capabilities.name,
      processDefinitionKey,
      submittedAt: new Date(now),
    } satisfies Partial<DossierRow>;
    await store.submit(tx, dossier, relationsOf(units), {
      dossierId: dossier.id,
      at: dossier.submittedAt,
      kind: 'submitted',
      title: { vi: 'Nộp hồ sơ', en: 'Dossier submitted' },
      actorId: person.id,
      actorName: person.displayName,
      public: true,
      source: 'api',
    });
    refuseDocuments(
      await documents.attach(tx, { dossierId: dossier.id, personId: person.id, documents: body.documents ?? [] }),
      body,
    );
    if (person.kind === 'citizen') await drafts.remove(tx, person.id, body.procedureCode);
    const { processInstanceKey } = await engine.send(
      { type: 'createInstance', processDefinitionKey, variables: startVariables(record, dossier) },
      tx,
      { dossierId: dossier.id },
    );
    if (processInstanceKey !== undefined) await store.setInstance(tx, dossier.id, processInstanceKey);
  };

  return {
    /**
     * @param key Idempotency-Key: the same key and body give the same answer, one dossier
     * @throws InvalidSubmissionError · NotFoundError · ForbiddenError · ConflictError
     */
    async create(body: CreateDossierBody, person: Person, key: string): Promise<DossierCreated> {
      const request = { personId: person.id, key, body, now: clock() };
      // Everything that only reads comes before the transaction, so that it holds one connection and not two.
      const prepared = await prepare(body, person, request.now).catch(async (error: unknown) => {
        // What is refused now may have been taken the first time: a repeat gets that answer.
        const known = await idempotency.find<DossierCreated>(request);
        if (known) return { known };
        throw error;
      });
      if ('known' in prepared) return prepared.known;
      const created: DossierCreated = {
        id: randomUUID(),
        status: deps.initialStatus,
        lookupCode: createLookupCode(randomBytes(LOOKUP_CODE_BYTES)),
      };
      return inTransaction((tx) =>
        idempotency.once(tx, request, created, () => submit(tx, body, person, request.now, prepared, created)),
      );
    },
  };
};
export type DossierService = ReturnType<typeof createDossierService>;
