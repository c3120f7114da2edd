import type { Query } from '../engine/query.ts';
import type { Clock } from '../shared/clock.ts';
import { addDeadLetters, type DeadLetter } from './dead-letters.ts';

type Log = { error(details: object, message: string): void };
export type PutAsideDeps = { readonly log: Log; readonly clock: Clock };

/** Puts records aside and says so, once for each and without its contents. */
export const putAside = async (
  query: Query,
  letters: readonly DeadLetter[],
  { log, clock }: PutAsideDeps,
): Promise<void> => {
  if (letters.length === 0) return;
  for (const { partition_id: partitionId, position, reason } of await addDeadLetters(query, letters, clock()))
    log.error({ partitionId, position, reason }, 'a record of the feed was put aside');
};
