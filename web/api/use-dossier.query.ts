import { useQuery } from '@tanstack/react-query';
import type { DossierView } from '../../core/contracts/dossier.ts';
import { pollOf } from './poll-of.ts';
import { getJson } from './request.ts';

/** Everything about one dossier is kept below this key: a change of the dossier reads all of it again. */
export const dossierKey = (idOrCode: string) => ['dossier', idOrCode] as const;

export const useDossier = (idOrCode: string, enabled = true) =>
  useQuery({
    queryKey: [...dossierKey(idOrCode), 'view'],
    queryFn: ({ signal }) => getJson<DossierView>(`/api/dossiers/${encodeURIComponent(idOrCode)}`, signal),
    enabled,
    // Who opens a dossier reads it as it is now: an answer that was on its way when it changed must not stand for the new one.
    staleTime: 0,
    refetchInterval: ({ state }) => pollOf(state.data),
  });
