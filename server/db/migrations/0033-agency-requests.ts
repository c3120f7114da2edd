import type { Knex } from 'knex';

/** Parts of dossiers handed to other agencies, each with its own limit. */
export const up = async (db: Knex): Promise<void> => {
  await db.schema.createTable('agency_request', (t) => {
    t.text('id').primary();
    t.text('dossier_id').notNullable().references('dossier.id');
    t.text('agency').notNullable().comment('Kind of the agency, as the process names it');
    t.text('unit_code').notNullable();
    t.text('subject').notNullable();
    t.jsonb('content').notNullable().comment('What the agency is told: fields of the dossier, never all of it');
    t.timestamp('sent_at', { useTz: true }).notNullable();
    t.timestamp('due_at', { useTz: true }).notNullable();
    t.timestamp('answered_at', { useTz: true });
    t.text('answered_by');
    t.text('outcome').comment('done or refused');
    t.text('note');
    t.jsonb('documents').notNullable();
    t.index(['unit_code', 'due_at', 'id'], 'agency_request_open_idx', { predicate: db.whereNull('answered_at') });
    t.index(['unit_code', 'answered_at', 'id'], 'agency_request_answered_idx', {
      predicate: db.whereNotNull('answered_at'),
    });
    t.index(['dossier_id', 'sent_at'], 'agency_request_dossier_idx');
  });
};
