import type { Query } from '../engine/query.ts';

/** What acceptance fixed for dossiers: written once, in the transaction of the acceptance itself. */
export const loadTerms = async (query: Query, ids: readonly string[]): Promise<(dossierId: string) => unknown> => {
  if (ids.length === 0) return () => undefined;
  const rows = await query<{ id: string; terms: unknown }>(
    'terms',
    'select id, clock_terms as terms from dossier where id = any($1::text[]) and clock_terms is not null',
    [ids],
  );
  const terms = new Map(rows.map((row) => [row.id, row.terms]));
  return (dossierId) => terms.get(dossierId);
};
