import { useQuery } from '@tanstack/react-query';
import { getJson } from './request.ts';

/** BPMN of the version to which the dossier is pinned: it never changes for that dossier. */
export const useDiagram = (id: string) =>
  useQuery({
    queryKey: ['diagram', id],
    queryFn: ({ signal }) => getJson<{ xml: string }>(`/api/dossiers/${encodeURIComponent(id)}/diagram`, signal),
    staleTime: Infinity,
  });
