import type { Knex } from 'knex';

const VIETNAM_MS = 7 * 3_600_000;

/** Accounts count by the calendar day in Vietnam, which knows no summer time. */
export const onlyValid = (query: Knex.QueryBuilder, at: number): void => {
  const day = new Date(at + VIETNAM_MS).toISOString().slice(0, 10);
  void query.whereRaw('person.valid_from <= :day and coalesce(person.valid_to, :day) >= :day', { day });
};
