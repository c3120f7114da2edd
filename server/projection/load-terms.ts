import type { Knex } from 'knex';

/** What acceptance fixed for dossiers: written once, in the transaction of the acceptance itself. */
export const loadTerms = async (tx: Knex, ids: readonly string[]): Promise<(dossierId: string) => unknown> => {
  if (ids.length === 0) return () => undefined;
  const rows = await tx('dossier')
    .whereRaw('id = any(?)', [[...ids]])
    .whereNotNull('clockTerms')
    .select<{ id: string; clockTerms: unknown }[]>('id', 'clockTerms');
  const terms = new Map(rows.map((row) => [row.id, row.clockTerms]));
  return (dossierId) => terms.get(dossierId);
};
