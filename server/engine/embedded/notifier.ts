import type { Knex } from 'knex';

type Log = { warn(details: object, message: string): void };
export const WORK_CHANNEL = 'mc_work';
const RECORDS_CHANNEL = 'mc_records';
/** Calls within this time become one notification. */
const GATHER_MS = 4;

/**
 * Tells all server processes, after a commit, that records or work are there. Not a part of the command's transaction: PostgreSQL
 * lets transactions that notify commit one at a time only. When a process ends in between, the others find out by their polls.
 */
export const createNotifier = (db: Knex, log: Log) => {
  let pending: { work: boolean } | undefined;
  let sending: Promise<void> | undefined;

  const send = async (): Promise<void> => {
    while (pending) {
      await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      const channels = [RECORDS_CHANNEL, ...(pending?.work ? [WORK_CHANNEL] : [])];
      pending = undefined;
      await db.raw(
        `select set_config('synchronous_commit', 'off', true), pg_notify(channel, '') from unnest(?::text[]) as channel`,
        [channels],
      );
    }
  };
  return {
    notify(work: boolean): void {
      pending = { work: work || (pending?.work ?? false) };
      sending ??= send()
        .catch((error: unknown) => log.warn({ err: error }, 'other processes could not be notified; they will poll'))
        .finally(() => {
          sending = undefined;
        });
    },
    close: async (): Promise<void> => {
      await sending;
    },
  };
};
