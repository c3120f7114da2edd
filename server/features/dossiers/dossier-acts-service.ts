import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { SupplementBody } from '../../../core/contracts/dossier.ts';
import type { Variables } from '../../../core/contracts/json.ts';
import { findStrangeDocuments } from '../../../core/dossier/check-components.ts';
import { checkSupplement } from '../../../core/dossier/check-supplement.ts';
import type { FormSchema, SubmissionContext } from '../../../core/forms/form-schema.ts';
import type { CommandEngine } from '../../engine/engine.ts';
import type { Person } from '../../http/person.ts';
import type { Clock } from '../../shared/clock.ts';
import type { DossierDocuments } from '../../shared/dossier-documents.ts';
import { ConflictError, ForbiddenError, InvalidSubmissionError, NotFoundError } from '../../shared/errors.ts';
import type { InTransaction } from '../../shared/unit-of-work.ts';
import type { ProceduresView } from '../procedures/procedures-view.ts';
import type { AccessView } from './access-view.ts';
import { getCase, type CheckSubmission } from './check-new-dossier.ts';
import {
  actionMessages,
  isOver,
  isPossible,
  listActions,
  type ActionState,
  type DossierAction,
} from './dossier-actions.ts';
import type { DossierRow } from './dossier-row.ts';
import type { DossierStore } from './dossier-store.ts';
import type { ProgressReads } from './progress-view.ts';
import { processData } from './start-variables.ts';
import type { SupplementRequest, SupplementStore } from './supplement-store.ts';

type Deps = {
  readonly store: DossierStore;
  readonly supplements: Pick<SupplementStore, 'findOpen' | 'answer'>;
  readonly access: AccessView;
  readonly progress: ProgressReads;
  readonly procedures: Pick<ProceduresView, 'findRecord' | 'findForm'>;
  readonly documents: Pick<DossierDocuments, 'attach'>;
  readonly engine: CommandEngine;
  readonly checkSubmission: CheckSubmission;
  /** Answers that belong to shown fields of the form; the rest is left out. */
  readonly keepShown: (form: FormSchema, data: Variables, context: SubmissionContext) => Variables;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
};

/** Long enough for a process that has not come to its waiting point yet, short enough not to surprise a later step. */
const MESSAGE_MS = 60_000;
const refusals: Readonly<Record<DossierAction, string>> = {
  supplement: 'Hồ sơ này không có yêu cầu bổ sung nào đang chờ',
  withdraw: 'Hồ sơ đã có kết quả hoặc đã kết thúc, không rút được nữa',
  stop: 'Chỉ dừng được hồ sơ đã tiếp nhận và đang giải quyết',
};
/** The procedure, as it was designed, has no way for it from where the dossier stands. */
const unheard: Readonly<Record<DossierAction, string>> = {
  supplement: 'Hồ sơ không còn chờ bổ sung; liên hệ nơi tiếp nhận để được hướng dẫn',
  withdraw: 'Thủ tục này không nhận yêu cầu rút hồ sơ ở bước hiện tại; liên hệ nơi tiếp nhận để được hướng dẫn',
  stop: 'Quy trình của thủ tục này không có đường dừng giải quyết ở bước hiện tại; báo người thiết kế quy trình',
};
const refusalOf = (action: DossierAction, state: ActionState): string =>
  isOver(state) || state.awaited.has(actionMessages[action]) ? refusals[action] : unheard[action];

/** Acts of people on an open dossier: each is an event, and a message to its process, in one transaction. */
export const createDossierActsService = (deps: Deps) => {
  const { store, supplements, access, procedures, documents, engine, inTransaction, clock } = deps;

  const publish = (tx: Knex.Transaction, name: string, dossierId: string, messageId: string, variables: Variables) =>
    engine.send(
      { type: 'publishMessage', name, correlationKey: dossierId, messageId, timeToLiveMs: MESSAGE_MS, variables },
      tx,
      { dossierId },
    );

  /** The dossier, locked, if this person may do this to it now. @throws NotFoundError · ForbiddenError · ConflictError */
  const lockFor = async (
    tx: Knex.Transaction,
    id: string,
    person: Person,
    action: DossierAction,
  ): Promise<DossierRow> => {
    const dossier = await store.lock(tx, id);
    if (!dossier) throw new NotFoundError('Không có hồ sơ này');
    const state = {
      ...dossier,
      status: await deps.progress.findStatus(tx, id),
      asksSupplement: (await supplements.findOpen(tx, id)) !== undefined,
      awaited: await deps.progress.findAwaited(tx, id),
    };
    if (listActions(person, state).includes(action)) return dossier;
    if (isPossible(action, state)) throw new ForbiddenError('Tài khoản này không có quyền làm việc đó');
    throw new ConflictError(refusalOf(action, state));
  };

  /** Answers of the start form with the corrections in them, checked as a whole: a correction may show or hide other fields. */
  const checkCorrections = async (
    dossier: DossierRow,
    { items }: SupplementRequest,
    body: SupplementBody,
    now: number,
  ): Promise<{ data: Variables; shown: Variables }> => {
    const record = await procedures.findRecord(dossier.procedureCode, dossier.version);
    if (!record) throw new NotFoundError('Không có phiên bản thủ tục của hồ sơ này');
    const procedureCase = getCase(record, dossier.caseId);
    const form = await procedures.findForm(dossier.procedureCode, dossier.version, procedureCase.startForm);
    if (!form) throw new NotFoundError(`Thiếu biểu mẫu ${procedureCase.startForm}`);
    const corrections = body.data as Variables;
    const { data, problems } = deps.checkSubmission(
      form,
      { ...deps.keepShown(form, dossier.data, { now }), ...corrections },
      { now },
    );
    const errors = [
      ...problems.map(({ pointer, message, messageEn }) => ({ pointer: `/data${pointer}`, message, messageEn })),
      ...findStrangeDocuments(procedureCase, body.documents),
      ...checkSupplement(items, { data: corrections, documents: body.documents }, dossier.data),
    ];
    if (errors.length > 0) throw new InvalidSubmissionError('Một số mục bổ sung cần sửa', { errors });
    return { data, shown: processData(record, data) };
  };

  return {
    /** The applicant's answer to the one open request. @throws InvalidSubmissionError · ConflictError nothing asked, or too late */
    async supplement(idOrCode: string, person: Person, body: SupplementBody): Promise<void> {
      const { id } = await access.getVisible(idOrCode, person);
      const now = clock();
      await inTransaction(async (tx) => {
        const dossier = await lockFor(tx, id, person, 'supplement');
        const request = await supplements.findOpen(tx, id);
        if (!request || request.deadline.getTime() < now)
          throw new ConflictError('Đã quá thời hạn bổ sung của hồ sơ này');
        const { data, shown } = await checkCorrections(dossier, request, body, now);
        const refused = await documents.attach(tx, { dossierId: id, personId: person.id, documents: body.documents });
        if (refused.length > 0)
          throw new InvalidSubmissionError('Có giấy tờ không dùng được; tải lên lại rồi gửi', {
            errors: refused.map((document) => ({
              pointer: `/documents/${document}`,
              message: 'Tệp không dùng được',
              messageEn: 'Not usable',
            })),
          });
        await store.mergeData(tx, id, data);
        await supplements.answer(tx, request.id, new Date(now));
        await store.addEvent(tx, {
          dossierId: id,
          at: new Date(now),
          kind: 'supplemented',
          title: { vi: 'Nộp bổ sung hồ sơ', en: 'Supplement handed in' },
          actorId: person.id,
          actorName: person.displayName,
          detail: body.note ?? null,
          public: true,
          source: 'api',
        });
        await publish(tx, actionMessages.supplement, id, request.id, shown);
      });
    },

    /** The applicant wants the dossier back; an officer confirms it in the process. */
    async withdraw(idOrCode: string, person: Person, reason: string): Promise<void> {
      const { id } = await access.getVisible(idOrCode, person);
      const at = new Date(clock());
      await inTransaction(async (tx) => {
        await lockFor(tx, id, person, 'withdraw');
        const asked = await deps.progress.isWithdrawalAsked(tx, id, new Date(at.getTime() - MESSAGE_MS));
        if (asked) throw new ConflictError('Yêu cầu rút hồ sơ đã được gửi, đang chờ cán bộ xác nhận');
        await store.mergeData(tx, id, { withdrawalReason: reason });
        await store.addEvent(tx, {
          dossierId: id,
          at,
          kind: 'withdrawalRequested',
          title: { vi: 'Yêu cầu rút hồ sơ', en: 'Withdrawal requested' },
          actorId: person.id,
          actorName: person.displayName,
          detail: reason,
          public: true,
          source: 'api',
        });
        await publish(tx, actionMessages.withdraw, id, randomUUID(), {});
      });
    },

    /** A leader's decision to stop; the process writes the notice. */
    async stop(idOrCode: string, person: Person, reason: string): Promise<void> {
      const { id } = await access.getVisible(idOrCode, person);
      const at = new Date(clock());
      await inTransaction(async (tx) => {
        await lockFor(tx, id, person, 'stop');
        await store.addEvent(tx, {
          dossierId: id,
          at,
          kind: 'stopDecided',
          title: { vi: 'Quyết định dừng giải quyết', en: 'Decision to stop' },
          actorId: person.id,
          actorName: person.displayName,
          detail: reason,
          public: false,
          source: 'api',
        });
        await publish(tx, actionMessages.stop, id, randomUUID(), { stopReason: reason });
      });
    },
  };
};
export type DossierActsService = ReturnType<typeof createDossierActsService>;
