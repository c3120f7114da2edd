import type { Knex } from 'knex';

/** Contains-search by trigrams where the server has the extension; elsewhere PostgreSQL scans what the other filters leave. */
const searchIndex = `
do $$ begin
  create extension if not exists pg_trgm;
  create index dossier_search on dossier using gin (search gin_trgm_ops);
exception when others then
  raise notice 'pg_trgm is not available: %', sqlerrm;
end $$`;

const dossier = async (db: Knex): Promise<void> => {
  await db.schema.createTable('dossier', (t) => {
    t.text('id').primary();
    t.text('code').unique().comment('Given at acceptance, never reused');
    t.text('lookup_code')
      .notNullable()
      .comment('Printed on the receipt; with the code it opens the public tracking page');
    t.text('external_code');
    t.text('procedure_code').notNullable();
    t.integer('version').notNullable().comment('Pinned: an open dossier never sees a newer one');
    t.text('case_id').notNullable();
    t.text('channel').notNullable();
    t.jsonb('applicant').notNullable();
    t.text('applicant_name').notNullable();
    t.text('owner_id').comment('The citizen who filed it and follows it; null for one filed at the desk');
    t.text('created_by').notNullable();
    t.text('receiving_unit').notNullable();
    t.text('competent_unit').comment('The unit that settles, by the route of the receiving unit');
    t.text('support_unit');
    t.text('authority_unit');
    t.jsonb('data').notNullable();
    t.text('engine').notNullable();
    t.text('process_definition_key').notNullable();
    t.text('process_instance_key');
    t.timestamp('submitted_at', { useTz: true }).notNullable();
    t.timestamp('accepted_at', { useTz: true });
    t.timestamp('promised_at', { useTz: true }).comment(
      'As printed on the receipt; pauses move the due date of dossier_progress',
    );
    t.jsonb('clock_terms').comment('What acceptance fixed: limit, conventions, hours of the unit, calendar version');
    t.timestamp('finished_at', { useTz: true });
    t.integer('revision').notNullable().defaultTo(1);
    t.text('search').notNullable().comment('Code, owner, identity number, telephone without diacritics');
    t.index(['owner_id', 'submitted_at', 'id'], 'dossier_owner_idx');
    t.index(['submitted_at', 'id'], 'dossier_submitted_idx');
    t.index(['procedure_code', 'version'], 'dossier_open_version_idx', { predicate: db.whereNull('finished_at') });
  });
  await db.raw(searchIndex);
};

const units = async (db: Knex): Promise<void> => {
  await db.schema.createTable('dossier_unit', (t) => {
    t.text('dossier_id').notNullable().references('dossier.id');
    t.text('unit_code').notNullable();
    t.text('relation').notNullable().comment('receiving, competent, support, authority or task');
    t.timestamp('submitted_at', { useTz: true })
      .notNullable()
      .comment("The dossier's own, so that a list of a unit reads one index");
    t.primary(['dossier_id', 'unit_code']);
    t.index(['unit_code', 'submitted_at', 'dossier_id'], 'dossier_unit_list_idx');
  });
};

const events = async (db: Knex): Promise<void> => {
  await db.schema.createTable('dossier_event', (t) => {
    t.bigIncrements('id');
    t.text('dossier_id').notNullable().references('dossier.id');
    t.timestamp('at', { useTz: true }).notNullable();
    t.text('kind').notNullable();
    t.jsonb('title').notNullable();
    t.text('actor_id');
    t.text('actor_name');
    t.text('detail');
    t.text('document_id');
    t.boolean('public').notNullable().comment('The applicant may read it');
    t.text('source').notNullable().comment('api, or the type of the automatic step');
    t.index(['dossier_id', 'at', 'id'], 'dossier_event_list_idx');
  });
  await db.schema.createTable('dossier_sequence', (t) => {
    t.text('unit_code').notNullable();
    t.text('series').notNullable().comment('dossier, or the kind of a paper');
    t.text('period').notNullable().comment('Local day for dossiers, year for papers');
    t.integer('last').notNullable();
    t.primary(['unit_code', 'series', 'period']);
  });
};

/** Dossiers, who may see them, what happened to them. */
export const up = async (db: Knex): Promise<void> => {
  await dossier(db);
  await units(db);
  await events(db);
};
