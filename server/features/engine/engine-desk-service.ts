import type { Knex } from 'knex';
import type { Person } from '../../http/person.ts';
import type { Clock } from '../../shared/clock.ts';
import { ConflictError, NotFoundError } from '../../shared/errors.ts';
import type { InTransaction } from '../../shared/unit-of-work.ts';
import type { OpenRefusal, RefusedCommandsStore } from './refused-commands-store.ts';

/** An administrator's act on a refused command, for the log of the dossier and for open pages. */
export type DeskAct = {
  readonly kind: 'retried' | 'dismissed';
  readonly dossierId: string;
  readonly at: Date;
  readonly person: Person;
};
type Deps = {
  readonly store: RefusedCommandsStore;
  /** Acts on one task wait for each other until the transaction ends. */
  readonly lockTask: (tx: Knex.Transaction, taskKey: string) => Promise<void>;
  /** A task whose completion is on its way again is no open one. */
  readonly markCompleting: (tx: Knex.Transaction, taskKey: string) => Promise<void>;
  readonly note: (tx: Knex.Transaction, act: DeskAct) => Promise<void>;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
};

/** Deals with commands that the process system refused. */
export const createEngineDeskService = ({ store, lockTask, markCompleting, note, inTransaction, clock }: Deps) => {
  const act = (
    id: string,
    person: Person,
    kind: DeskAct['kind'],
    run: (tx: Knex.Transaction, refusal: OpenRefusal, at: Date) => Promise<void>,
  ): Promise<void> =>
    inTransaction(async (tx) => {
      const refusal = /^\d{1,18}$/.test(id) ? await store.lockOpen(tx, id) : undefined;
      if (!refusal) throw new NotFoundError('Không có yêu cầu này, hoặc đã có người xử lý');
      const at = new Date(clock());
      await run(tx, refusal, at);
      if (refusal.dossierId !== null) await note(tx, { kind, dossierId: refusal.dossierId, at, person });
    });

  return {
    /** Sends it once more. @throws NotFoundError · ConflictError nothing is left to send */
    retry: (id: string, person: Person) =>
      act(id, person, 'retried', async (tx, { command, isSettled }, at) => {
        if (isSettled) throw new ConflictError('Hồ sơ đã đi tiếp bằng cách khác; không còn gì để gửi lại');
        if (command.type === 'completeUserTask') {
          await lockTask(tx, command.userTaskKey);
          await markCompleting(tx, command.userTaskKey);
        }
        await store.reopen(tx, id, at);
      }),
    /** Nothing is left to do about it. @throws NotFoundError */
    dismiss: (id: string, person: Person) =>
      act(id, person, 'dismissed', (tx, _refusal, at) => store.dismiss(tx, id, person.id, at)),
  };
};
export type EngineDeskService = ReturnType<typeof createEngineDeskService>;
