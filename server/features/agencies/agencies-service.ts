import type { AgencyAnswerBody } from '../../../core/contracts/agency.ts';
import type { CommandEngine } from '../../engine/engine.ts';
import type { Person } from '../../http/person.ts';
import type { Clock } from '../../shared/clock.ts';
import type { DossierDocuments } from '../../shared/dossier-documents.ts';
import { ConflictError, InvalidSubmissionError, NotFoundError } from '../../shared/errors.ts';
import type { InTransaction } from '../../shared/unit-of-work.ts';
import type { AgenciesStore } from './agencies-store.ts';
import type { Knex } from 'knex';

/** What an answer writes into the log of the dossier. */
export type NoteAnswer = (
  tx: Knex.Transaction,
  answer: {
    readonly dossierId: string;
    readonly unitCode: string;
    readonly outcome: 'done' | 'refused';
    readonly note: string;
    readonly at: Date;
    readonly person: Person;
  },
) => Promise<void>;
type Deps = {
  readonly store: AgenciesStore;
  readonly documents: Pick<DossierDocuments, 'attach'>;
  readonly engine: CommandEngine;
  readonly noteAnswer: NoteAnswer;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
};

/** An answer may come before the process waits for it (it is reminding, say), so it is kept for a working week. */
const MESSAGE_MS = 7 * 86_400_000;

/** Units in whose name a person answers. */
export const agencyUnitsOf = ({ roles }: Person): string[] =>
  roles.filter(({ role }) => role === 'externalOfficer').map(({ unit }) => unit);

/** Answers of other agencies; each goes to its dossier's process once. */
export const createAgenciesService = ({ store, documents, engine, noteAnswer, inTransaction, clock }: Deps) => ({
  /** @throws NotFoundError not asked of this person's units · ConflictError answered already · InvalidSubmissionError */
  async answer(id: string, person: Person, { outcome, note, documents: handed = [] }: AgencyAnswerBody): Promise<void> {
    const at = new Date(clock());
    await inTransaction(async (tx) => {
      const request = await store.lock(tx, id);
      if (!request || !agencyUnitsOf(person).includes(request.unitCode))
        throw new NotFoundError('Không có yêu cầu này');
      if (request.answeredAt !== null)
        throw new ConflictError('Yêu cầu này đã được trả lời', {
          extension: { answeredAt: request.answeredAt.toISOString() },
        });
      const refused = await documents.attach(tx, {
        dossierId: request.dossierId,
        personId: person.id,
        documents: handed,
      });
      if (refused.length > 0) {
        throw new InvalidSubmissionError('Có giấy tờ không dùng được', {
          errors: refused.map((document) => ({
            pointer: `/documents/${document}`,
            message: 'Tệp không dùng được',
            messageEn: 'Not usable',
          })),
        });
      }
      await store.answer(tx, id, { answeredAt: at, answeredBy: person.id, outcome, note, documents: handed });
      await noteAnswer(tx, { dossierId: request.dossierId, unitCode: request.unitCode, outcome, note, at, person });
      await engine.send(
        {
          type: 'publishMessage',
          name: 'agency.answered',
          correlationKey: `${request.dossierId}:${request.agency}`,
          messageId: id,
          timeToLiveMs: MESSAGE_MS,
          variables: { agency: request.agency, agencyOutcome: outcome, agencyNote: note },
        },
        tx,
        { dossierId: request.dossierId },
      );
    });
  },
});
export type AgenciesService = ReturnType<typeof createAgenciesService>;
