import type { Knex } from 'knex';
import type { OutboxCommand, Outcome, Refusal } from './outbox-row.ts';
import type { OutboxStore } from './outbox-store.ts';

/** Tells the platform, in the transaction that notes it, that brokers refused what it had promised to do. */
export type OnRefused = (tx: Knex.Transaction, command: OutboxCommand, refusal: Refusal) => Promise<void>;
type Log = { error(details: object, message: string): void };
type Deps = {
  readonly db: Knex;
  readonly store: Pick<OutboxStore, 'end'>;
  readonly onRefused: OnRefused;
  readonly clock: () => number;
  readonly log: Log;
};
const RETRY_MS = 500;
/** What the database says about the data at hand: a repeat hears the same. Everything else (connection, deadlock, time-out) may pass. */
const LASTING = /^(2[23]|42)...$/;

/**
 * Notes outcomes, many in one statement: while one is being written, the next ones gather. What cannot be written now (the database is
 * away) is written later; when this process ends before, another one finds out what has become of the commands.
 */
export const createOutcomes = ({ db, store, onRefused, clock, log }: Deps) => {
  let gathered: Outcome[] = [];
  /** What has ended and is not written yet. */
  const pending = new Set<string>();
  let writing: Promise<void> | undefined;
  let ending = false;

  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  const insist = async (act: () => Promise<unknown>): Promise<void> => {
    for (;;) {
      try {
        return void (await act());
      } catch (error) {
        log.error({ err: error }, 'outcomes of commands could not be noted; trying again');
        if (ending) return;
        await pause();
      }
    }
  };
  const write = async (): Promise<void> => {
    while (gathered.length > 0) {
      const batch = gathered;
      gathered = [];
      await insist(() => store.end(db, batch, clock()));
      for (const { id } of batch) pending.delete(id);
    }
  };

  /** In a savepoint: a fault of the platform must not keep the refusal from being noted, nor the dossier from going on. */
  const tell = async (tx: Knex.Transaction, command: OutboxCommand, refusal: Refusal): Promise<void> => {
    try {
      await tx.transaction((inner) => onRefused(inner, command, refusal));
    } catch (error) {
      const { code } = error as { code?: unknown };
      const isFromDatabase = typeof code === 'string' && !LASTING.test(code);
      if (isFromDatabase || !(error instanceof Error)) throw error;
      log.error({ err: error, commandId: command.id }, 'a refusal could not be told; administrators find it');
    }
  };

  return {
    /** Whether this process knows the outcome already, although the table does not tell it yet. */
    isPending: (id: string): boolean => pending.has(id),
    done(outcome: Outcome): void {
      gathered.push(outcome);
      pending.add(outcome.id);
      writing ??= write().finally(() => {
        writing = undefined;
      });
    },
    async refused(command: OutboxCommand, refusal: Refusal): Promise<void> {
      await insist(() =>
        db.transaction(async (tx) => {
          // Another process, which had taken it over, may have found out more.
          if ((await store.end(tx, [{ id: command.id, state: 'refused', refusal }], clock())) === 0) return;
          await tell(tx, command, refusal);
        }),
      );
    },
    /** This process ends: what cannot be noted now is not waited for. */
    hurry(): void {
      ending = true;
    },
    async close(): Promise<void> {
      ending = true;
      await writing;
    },
  };
};
export type Outcomes = ReturnType<typeof createOutcomes>;
