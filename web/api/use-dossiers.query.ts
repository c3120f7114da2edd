import { useInfiniteQuery } from '@tanstack/react-query';
import type { FromSchema } from '../../core/contracts/schema.ts';
import type { dossierRow } from '../../core/contracts/dossier.ts';
import { getJson } from './request.ts';

export type DossierRow = FromSchema<typeof dossierRow>;
type Page = { readonly items: readonly DossierRow[]; readonly next: string | null };

export const dossiersKey = ['dossiers'] as const;

/** Dossiers of the signed-in citizen, newest first. */
export const useDossiers = () =>
  useInfiniteQuery({
    queryKey: dossiersKey,
    queryFn: ({ pageParam, signal }) =>
      getJson<Page>(`/api/dossiers?limit=20${pageParam ? `&after=${encodeURIComponent(pageParam)}` : ''}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
