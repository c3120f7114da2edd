import { useQuery } from '@tanstack/react-query';
import type { TimelineView } from '../../core/contracts/dossier.ts';
import { getJson } from './request.ts';
import { dossierKey } from './use-dossier.query.ts';

export const useTimeline = (id: string) =>
  useQuery({
    queryKey: [...dossierKey(id), 'timeline'],
    queryFn: ({ signal }) => getJson<TimelineView>(`/api/dossiers/${encodeURIComponent(id)}/timeline`, signal),
  });
