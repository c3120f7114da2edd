import { useInfiniteQuery } from '@tanstack/react-query';
import type { DeadLetterRow, RefusedCommandRow } from '../../core/contracts/engine-state.ts';
import type { IncidentRow } from '../../core/contracts/incident.ts';
import { getJson } from './request.ts';
import { engineKey } from './use-engine-state.query.ts';

type Rows = {
  readonly '/api/incidents': IncidentRow;
  readonly '/api/engine/refused': RefusedCommandRow;
  readonly '/api/engine/dead-letters': DeadLetterRow;
};
type Page<R> = { readonly items: readonly R[]; readonly next: string | null };
const LIVE_MS = 10_000;

/** A list of the administrator's desk, page by page. */
export const useDeskList = <P extends keyof Rows>(path: P) =>
  useInfiniteQuery({
    queryKey: [...engineKey, path],
    queryFn: ({ pageParam, signal }) =>
      getJson<Page<Rows[P]>>(`${path}?limit=50${pageParam ? `&after=${encodeURIComponent(pageParam)}` : ''}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: LIVE_MS,
  });
