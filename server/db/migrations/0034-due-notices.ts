import type { Knex } from 'knex';

/** Which due dates have been told to their processes: once each, also when several servers watch. */
export const up = async (db: Knex): Promise<void> => {
  await db.schema.createTable('due_notice', (t) => {
    t.text('dossier_id').notNullable().references('dossier.id');
    t.text('message').notNullable().comment('dossier.dueSoon or dossier.overdue');
    t.timestamp('due_at', { useTz: true }).notNullable().comment('A due date that a pause has moved is told again');
    t.timestamp('told_at', { useTz: true }).notNullable();
    t.primary(['dossier_id', 'message', 'due_at']);
  });
};
