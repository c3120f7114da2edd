import type { Knex } from 'knex';
import type { Audience } from './visible-event.ts';

/** Who may know of these dossiers; what does not exist is left out. */
export const createAudienceView = (db: Knex) => ({
  async findAudiences(dossierIds: readonly string[]): Promise<ReadonlyMap<string, Audience>> {
    const { rows } = await db.raw<{ rows: { id: string; owner_id: string | null; units: string[] }[] }>(
      `select d.id, d.owner_id, coalesce(array_agg(u.unit_code) filter (where u.unit_code is not null), '{}') as units
       from dossier d left join dossier_unit u on u.dossier_id = d.id where d.id = any(?) group by d.id`,
      [[...dossierIds]],
    );
    return new Map(rows.map((row) => [row.id, { ownerId: row.owner_id, units: row.units }]));
  },
});
export type AudienceView = ReturnType<typeof createAudienceView>;
