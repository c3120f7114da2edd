import type { Knex } from 'knex';

/** Units, people, sessions and the working calendar. A unit is never deleted: it gets valid_to and successors. */
export const up = async (db: Knex): Promise<void> => {
  await db.schema.createTable('unit', (t) => {
    t.text('code').primary();
    t.text('name').notNullable();
    t.text('name_en');
    t.text('kind').notNullable();
    t.text('level').notNullable();
    t.text('parent').index();
    t.boolean('external').notNullable();
    t.jsonb('working_hours').notNullable().comment('{weekly, receptionOnly?, makeUpPattern}, local times');
    t.date('valid_from').notNullable();
    t.date('valid_to');
    t.jsonb('successors').notNullable();
  });
  await db.schema.createTable('unit_route', (t) => {
    t.text('ward').notNullable().comment('Commune whose centre receives');
    t.text('kind').notNullable().comment('Kind of the unit asked for: OFFICE, POLICE, …');
    t.text('unit_code').notNullable().references('unit.code');
    t.primary(['ward', 'kind']);
  });
  await db.schema.createTable('person', (t) => {
    t.text('id').primary();
    t.text('username').notNullable().unique();
    t.text('display_name').notNullable();
    t.text('kind').notNullable().comment('citizen or staff');
    t.text('password_hash').notNullable();
    t.jsonb('profile').notNullable().comment('Citizens: personalId, phone, email, address, dateOfBirth');
    t.date('valid_from').notNullable();
    t.date('valid_to');
  });
  await db.schema.createTable('person_role', (t) => {
    t.text('person_id').notNullable().references('person.id');
    t.text('role').notNullable();
    t.text('unit_code').notNullable().references('unit.code');
    t.primary(['person_id', 'role', 'unit_code']);
    t.index(['unit_code', 'role']);
  });
  for (const name of ['session', 'api_token']) {
    await db.schema.createTable(name, (t) => {
      t.text('token_hash').primary().comment('SHA-256 of the token; the token itself is never stored');
      t.text('person_id').notNullable().references('person.id');
      t.text('csrf_token').notNullable();
      t.timestamp('created_at', { useTz: true }).notNullable();
      t.timestamp('expires_at', { useTz: true }).notNullable().index();
    });
  }
  await db.schema.createTable('calendar_day', (t) => {
    t.date('date').primary();
    t.text('kind').notNullable().comment('HOLIDAY, COMPENSATION_OFF or WORKING_WEEKEND');
    t.text('name').notNullable();
    t.text('calendar_version').notNullable();
    t.boolean('verified').notNullable();
  });
  await db.schema.createTable('site_setting', (t) => {
    t.text('name').primary();
    t.jsonb('value').notNullable();
    t.text('source');
    t.date('valid_from');
    t.date('valid_to');
  });
};
