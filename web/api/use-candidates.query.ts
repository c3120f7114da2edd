import { useQuery } from '@tanstack/react-query';
import type { CandidatesView } from '../../core/contracts/task.ts';
import { getJson } from './request.ts';
import { taskKey } from './use-task.query.ts';

/** Whom the task may be handed to; asked for anew each time, since the load of the officers changes. */
export const useCandidates = (key: string) =>
  useQuery({
    queryKey: [...taskKey(key), 'candidates'],
    queryFn: ({ signal }) => getJson<CandidatesView>(`/api/tasks/${key}/candidates`, signal),
    staleTime: 0,
  });
