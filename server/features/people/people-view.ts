import type { Knex } from 'knex';
import type { CalendarRow } from '../../../core/calendar/working-calendar.ts';
import { onlyValid } from './only-valid.ts';

export type UnitRow = {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly workingHours: unknown;
};
export type CalendarDayRow = CalendarRow & { readonly name: string; readonly calendarVersion: string };

/** Names of people and units, routes between units, the working calendar: what other slices read. */
export const createPeopleView = (db: Knex) => ({
  async findUnit(code: string): Promise<UnitRow | undefined> {
    return db('unit').where({ code }).first<UnitRow | undefined>('code', 'name', 'kind', 'parent', 'working_hours');
  },

  /** The units of these kinds for the commune of this unit (itself or the nearest one above with a route), by kind. */
  async findRoutes(unit: string, kinds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const statement = db.raw<{ rows: { kind: string; unit_code: string }[] }>(
      `with recursive above as (select code, parent, 0 depth from unit where code = :unit union all select u.code, u.parent, depth + 1 from unit u join above a on u.code = a.parent)
       select distinct on (r.kind) r.kind, r.unit_code from above a join unit_route r on r.ward = a.code and r.kind = any(:kinds) order by r.kind, depth`,
      { unit, kinds: [...kinds] },
    );
    const { rows } = await statement.options({ name: 'people_routes' });
    return new Map(rows.map(({ kind, unit_code }) => [kind, unit_code]));
  },

  /** An officer with the groups whose tasks they may take; undefined for citizens and for accounts that do not count on that day. */
  async findStaff(id: string, at: number): Promise<{ displayName: string; groups: string[] } | undefined> {
    const person = await db('person')
      .where({ id, kind: 'staff' })
      .modify(onlyValid, at)
      .first<{ displayName: string } | undefined>('displayName');
    if (!person) return undefined;
    const roles = await db('personRole')
      .where({ personId: id })
      .select<{ role: string; unitCode: string }[]>('role', 'unitCode');
    return { ...person, groups: roles.map(({ role, unitCode }) => `${role}@${unitCode}`).sort() };
  },

  /** Officers who hold at least one of these roles (`role@unit`) and whose account counts on that day, by name. */
  listStaffOf: (groups: readonly string[], at: number): Promise<{ id: string; displayName: string }[]> =>
    db('person')
      .where({ kind: 'staff' })
      .modify(onlyValid, at)
      .whereExists(
        db('personRole')
          .whereRaw('person_role.person_id = person.id')
          .whereRaw(`person_role.role || '@' || person_role.unit_code = any(?::text[])`, [[...groups]]),
      )
      .orderBy(['displayName', 'id'])
      .select<{ id: string; displayName: string }[]>('id', 'displayName'),

  /** Ids of those who hold this role in any unit and whose account counts on that day. */
  listHolders: (role: string, at: number): Promise<string[]> =>
    db('person')
      .modify(onlyValid, at)
      .whereExists(db('personRole').whereRaw('person_role.person_id = person.id').where({ role }))
      .orderBy('id')
      .pluck<string[]>('id'),

  async findUnknownUnits(codes: readonly string[]): Promise<string[]> {
    const known = await db('unit')
      .whereIn('code', [...codes])
      .pluck<string[]>('code');
    return codes.filter((code) => !known.includes(code));
  },

  listUnits: (): Promise<UnitRow[]> =>
    db('unit')
      .whereNull('valid_to')
      .orderBy('code')
      .select<UnitRow[]>('code', 'name', 'kind', 'parent', 'working_hours'),

  listCalendarDays: (): Promise<CalendarDayRow[]> =>
    db('calendar_day').orderBy('date').select<CalendarDayRow[]>('date', 'kind', 'name', 'calendar_version'),

  /** Display names by person id, for one screen at a time. */
  async findNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await db('person')
      .whereIn('id', [...ids])
      .select<{ id: string; displayName: string }[]>('id', 'display_name');
    return new Map(rows.map(({ id, displayName }) => [id, displayName]));
  },
});
export type PeopleView = ReturnType<typeof createPeopleView>;
