import type { Knex } from 'knex';

/** Versions of procedures are immutable; a release binds one to units and a date. */
export const up = async (db: Knex): Promise<void> => {
  await db.schema.createTable('procedure', (t) => {
    t.text('code').primary();
    t.jsonb('name').notNullable();
    t.text('field').notNullable();
    t.text('search').notNullable().comment('Name, code and field without diacritics, for searching');
    t.integer('last_version').notNullable();
  });
  await db.schema.createTable('procedure_version', (t) => {
    t.text('procedure_code').notNullable().references('procedure.code');
    t.integer('version').notNullable();
    t.text('checksum').notNullable().comment('SHA-256 over the sorted paths and contents of the bundle');
    t.jsonb('record').notNullable();
    t.jsonb('warnings').notNullable();
    t.timestamp('created_at', { useTz: true }).notNullable();
    t.text('created_by').notNullable().comment('Person, or "library" for what is shipped with the product');
    t.primary(['procedure_code', 'version']);
    t.unique(['procedure_code', 'checksum']);
  });
  await db.schema.createTable('procedure_file', (t) => {
    t.text('procedure_code').notNullable();
    t.integer('version').notNullable();
    t.text('path').notNullable();
    t.text('content').notNullable();
    t.primary(['procedure_code', 'version', 'path']);
    t.foreign(['procedure_code', 'version']).references(['procedure_code', 'version']).inTable('procedure_version');
  });
  await db.schema.createTable('deployed_process', (t) => {
    t.text('engine').notNullable();
    t.text('procedure_code').notNullable();
    t.integer('version').notNullable();
    t.text('bpmn_process_id')
      .notNullable()
      .comment('As written in the bundle; the engine may know it by a pinned name');
    t.text('process_definition_key').notNullable();
    t.text('resource_path').notNullable();
    t.primary(['engine', 'procedure_code', 'version', 'bpmn_process_id']);
    t.index(['process_definition_key']);
  });
  await db.schema.createTable('release', (t) => {
    t.text('id').primary();
    t.text('procedure_code').notNullable();
    t.integer('version').notNullable();
    t.specificType('units', 'text[]').comment('Units with all below them; null = the whole site');
    t.timestamp('effective_from', { useTz: true }).notNullable();
    t.timestamp('released_at', { useTz: true }).notNullable();
    t.text('released_by').notNullable();
    t.text('reason');
    t.foreign(['procedure_code', 'version']).references(['procedure_code', 'version']).inTable('procedure_version');
    t.index(['procedure_code', 'effective_from']);
  });
};
