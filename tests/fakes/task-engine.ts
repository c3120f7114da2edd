import type { Knex } from 'knex';
import { CommandRejected, type EngineCommand } from '../../core/contracts/engine-command.ts';
import type { Engine } from '../../server/engine/engine.ts';

export type TaskEngine = Pick<Engine, 'send'> & { readonly sent: EngineCommand[] };

/**
 * User tasks as an engine keeps them: held by one, completed once, unknown ones refused. Its state is a table, so that it goes
 * back with the caller's transaction like the embedded engine's.
 */
export const createTaskEngine = async (db: Knex): Promise<TaskEngine> => {
  await db.raw(
    'create table if not exists fake_engine_task (key text primary key, assignee text, done boolean not null)',
  );
  const sent: EngineCommand[] = [];

  const findOpen = async (tx: Knex.Transaction, key: string) => {
    const row = await tx('fakeEngineTask')
      .where({ key })
      .forUpdate()
      .first<{ assignee: string | null; done: boolean } | undefined>();
    if (!row || row.done)
      throw new CommandRejected('NOT_FOUND', `Expected a user task with key ${key}, but there is none`);
    return row;
  };
  return {
    sent,
    async send(command, tx) {
      if (command.type === 'assignUserTask') {
        const { assignee } = await findOpen(tx, command.userTaskKey);
        if (!command.allowOverride && assignee !== null)
          throw new CommandRejected('INVALID_STATE', `User task ${command.userTaskKey} is assigned already`);
        await tx('fakeEngineTask')
          .where({ key: command.userTaskKey })
          .update({ assignee: command.assignee || null });
      } else if (command.type === 'completeUserTask') {
        await findOpen(tx, command.userTaskKey);
        await tx('fakeEngineTask').where({ key: command.userTaskKey }).update({ done: true });
      } else throw new CommandRejected('INVALID_ARGUMENT', `${command.type} is not a command of tasks`);
      sent.push(command);
      return {};
    },
  };
};
