import type { Knex } from 'knex';
import type { CommandEngine } from '../../engine/engine.ts';
import type { Person } from '../../http/person.ts';
import type { Clock } from '../../shared/clock.ts';
import { NotFoundError } from '../../shared/errors.ts';
import type { InTransaction } from '../../shared/unit-of-work.ts';
import type { IncidentsView, OpenIncident } from './incidents-view.ts';

/** Keeps in the log of the dossier who set its process going again. */
export type NoteRetry = (
  tx: Knex.Transaction,
  retry: { readonly dossierId: string; readonly elementId: string; readonly at: Date; readonly person: Person },
) => Promise<void>;
type Deps = {
  readonly view: Pick<IncidentsView, 'findOpen'>;
  readonly engine: Pick<CommandEngine, 'send'>;
  readonly noteRetry: NoteRetry;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
};

/** One try: when the cause is still there, the incident is back at once instead of after a row of pauses. */
const RETRIES = 1;

/** Sets processes going again after somebody has mended what they stopped at. */
export const createIncidentsService = ({ view, engine, noteRetry, inTransaction, clock }: Deps) => {
  const giveRetries = async (tx: Knex.Transaction, { errorType, jobKey, dossierId }: OpenIncident): Promise<void> => {
    if (errorType !== 'JOB_NO_RETRIES' || jobKey === null) return;
    await engine.send({ type: 'updateJobRetries', jobKey, retries: RETRIES }, tx, { dossierId });
  };

  return {
    /** @throws NotFoundError no such incident, or not open any more · CommandRejected it was resolved in the same moment */
    async resolve(key: string, person: Person): Promise<void> {
      await inTransaction(async (tx) => {
        const incident = await view.findOpen(tx, key);
        if (!incident) throw new NotFoundError('Không có sự cố này, hoặc sự cố đã được xử lý');
        await giveRetries(tx, incident);
        const { dossierId, elementId } = incident;
        await engine.send({ type: 'resolveIncident', incidentKey: key }, tx, { dossierId });
        if (dossierId !== null) await noteRetry(tx, { dossierId, elementId, at: new Date(clock()), person });
      });
    },
  };
};
export type IncidentsService = ReturnType<typeof createIncidentsService>;
