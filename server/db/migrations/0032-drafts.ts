import type { Knex } from 'knex';

/** Drafts of citizens, and the answers given to requests that may be repeated. */
export const up = async (db: Knex): Promise<void> => {
  await db.schema.createTable('draft', (t) => {
    t.text('person_id').notNullable();
    t.text('procedure_code').notNullable();
    t.jsonb('content').notNullable().comment('{caseId?, channel?, data, documents}; may be incomplete');
    t.integer('revision').notNullable();
    t.timestamp('updated_at', { useTz: true }).notNullable();
    t.primary(['person_id', 'procedure_code']);
  });
  await db.schema.createTable('idempotency', (t) => {
    t.text('person_id').notNullable();
    t.text('key').notNullable();
    t.text('body_hash').notNullable().comment('SHA-256 of the canonical body');
    t.jsonb('answer').notNullable();
    t.timestamp('created_at', { useTz: true }).notNullable().index();
    t.primary(['person_id', 'key']);
  });
};
