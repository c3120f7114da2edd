import type { Knex } from 'knex';

/** Two transactions waited for each other, or one had to give way: nothing was changed, and a repeat will do. */
const passing = new Set(['40P01', '40001']);
const isPassing = (error: unknown): boolean => passing.has(String((error as { code?: unknown } | null)?.code));

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * One transaction that is run again when the database gave way to another one (deadlock, serialisation), with growing pauses.
 * `act` must have no effect beside its transaction.
 * @throws what `act` throws, and the last such failure after `attempts`
 */
export const retryTransaction = async <T>(
  db: Knex,
  act: (tx: Knex.Transaction) => Promise<T>,
  attempts = 5,
): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(act);
    } catch (error) {
      if (!isPassing(error) || attempt >= attempts) throw error;
      await wait(Math.random() * 20 * 2 ** attempt);
    }
  }
};
