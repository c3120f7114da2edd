import type { Knex } from 'knex';

/** Uploaded and issued documents; the bytes are in the document storage. Without a dossier only the uploader sees one. */
export const up = async (db: Knex): Promise<void> => {
  await db.schema.createTable('document', (t) => {
    t.text('id').primary();
    t.text('dossier_id').references('dossier.id').comment('Null until it is handed in');
    t.text('component_id').comment('Component of the case that it answers');
    t.text('uploaded_by').notNullable().comment('Person, or the type of the automatic step that made it');
    t.text('name').notNullable();
    t.text('mime').notNullable().comment('By its bytes, not by its name');
    t.bigInteger('size').notNullable().comment('Bytes');
    t.text('sha256').notNullable();
    t.text('storage_key').notNullable().unique();
    t.boolean('for_applicant').notNullable().defaultTo(true).comment('False: working papers of the office');
    t.timestamp('created_at', { useTz: true }).notNullable();
    t.index(['dossier_id', 'created_at', 'id'], 'document_dossier_idx');
    t.index(['uploaded_by', 'created_at'], 'document_unattached_idx', { predicate: db.whereNull('dossier_id') });
    t.index(['created_at'], 'document_unattached_age_idx', { predicate: db.whereNull('dossier_id') });
  });
};
