import type { Knex } from 'knex';
import type { SiteSettings } from '../../../core/dossier/parameters.ts';

/** Settings of the site that procedures fall back to, by name. */
export const createSettingsView = (db: Knex) => ({
  async readSettings(): Promise<SiteSettings> {
    const rows = await db('siteSetting').select<
      { name: string; value: unknown; validFrom: string | null; validTo: string | null }[]
    >('name', 'value', 'validFrom', 'validTo');
    return Object.fromEntries(
      rows.map(({ name, value, validFrom, validTo }) => [
        name,
        { value, from: validFrom ?? undefined, to: validTo ?? undefined },
      ]),
    );
  },
});
export type SettingsView = ReturnType<typeof createSettingsView>;
