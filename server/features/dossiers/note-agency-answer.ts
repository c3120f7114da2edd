import type { Knex } from 'knex';
import type { Person } from '../../http/person.ts';
import type { DossierStore } from './dossier-store.ts';

type Deps = {
  readonly store: Pick<DossierStore, 'addEvent'>;
  readonly findUnit: (code: string) => Promise<{ readonly name: string } | undefined>;
};
type Answer = {
  readonly dossierId: string;
  readonly unitCode: string;
  readonly outcome: 'done' | 'refused';
  readonly note: string;
  readonly at: Date;
  readonly person: Person;
};

/** The answer of another agency in the log of the dossier; the applicant reads it too. Its officer signs none of our papers: see `findLastOfficer`. */
export const createNoteAnswer =
  ({ store, findUnit }: Deps) =>
  async (tx: Knex.Transaction, { dossierId, unitCode, outcome, note, at, person }: Answer): Promise<void> => {
    const name = (await findUnit(unitCode))?.name ?? unitCode;
    const title =
      outcome === 'done'
        ? { vi: `${name} đã giải quyết xong`, en: `${name} has finished its part` }
        : { vi: `${name} không giải quyết được`, en: `${name} cannot do its part` };
    await store.addEvent(tx, {
      ...{ dossierId, at, kind: 'agencyAnswered', title, detail: note },
      ...{ actorId: person.id, actorName: person.displayName, public: true, source: 'agency' },
    });
  };
