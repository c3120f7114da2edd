import type { Knex } from 'knex';
import type { ServerEvent } from '../../core/contracts/event.ts';
import { EVENTS_CHANNEL } from '../projection/projector.ts';

/** Tells open pages, once the transaction has committed. */
export const announce = async (tx: Knex.Transaction, event: ServerEvent): Promise<void> => {
  await tx.raw('select pg_notify(?, ?)', [EVENTS_CHANNEL, JSON.stringify(event)]);
};
