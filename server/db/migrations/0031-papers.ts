import type { Knex } from 'knex';

/** Issued papers, requests for a supplement, notices to applicants. */
export const up = async (db: Knex): Promise<void> => {
  await db.schema.createTable('paper', (t) => {
    t.text('id').primary();
    t.text('dossier_id').notNullable().references('dossier.id');
    t.text('kind').notNullable();
    t.jsonb('name').notNullable();
    t.text('number');
    t.text('template_version').notNullable();
    t.jsonb('facts').notNullable().comment('What was printed, so that the paper can be explained later');
    t.text('document_id').notNullable();
    t.timestamp('issued_at', { useTz: true }).notNullable();
    t.index(['dossier_id', 'issued_at', 'id'], 'paper_list_idx');
  });
  await db.schema.createTable('supplement_request', (t) => {
    t.text('id').primary();
    t.text('dossier_id').notNullable().references('dossier.id');
    t.text('stage').notNullable().comment('INTAKE or APPRAISAL: each has its own cap');
    t.jsonb('items').notNullable();
    t.timestamp('asked_at', { useTz: true }).notNullable();
    t.timestamp('deadline', { useTz: true }).notNullable();
    t.timestamp('answered_at', { useTz: true });
    t.index(['dossier_id', 'asked_at'], 'supplement_request_list_idx');
  });
  await db.schema.createTable('notification', (t) => {
    t.text('id').primary();
    t.text('person_id').notNullable();
    t.text('dossier_id').notNullable().references('dossier.id');
    t.text('template').notNullable();
    t.jsonb('title').notNullable();
    t.jsonb('body').notNullable();
    t.timestamp('at', { useTz: true }).notNullable();
    t.timestamp('read_at', { useTz: true });
    t.index(['person_id', 'at', 'id'], 'notification_list_idx');
    t.index(['person_id'], 'notification_unread_idx', { predicate: db.whereNull('read_at') });
  });
};
