import { useInfiniteQuery } from '@tanstack/react-query';
import type { AgencyRequestListRow } from '../../core/contracts/agency.ts';
import { getJson } from './request.ts';

type Page = { readonly items: readonly AgencyRequestListRow[]; readonly next: string | null };
export const agencyRequestsKey = ['agency-requests'] as const;

const path = (state: string, after: string | null): string =>
  `/api/agency-requests?${new URLSearchParams({ state, ...(after ? { after } : {}) })}`;

/** What was asked of this agency: open ones by due date, answered ones newest first. */
export const useAgencyRequests = (state: 'open' | 'answered') =>
  useInfiniteQuery({
    queryKey: [...agencyRequestsKey, state],
    queryFn: ({ pageParam, signal }) => getJson<Page>(path(state, pageParam), signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    // Requests send no live message to the desk: the list is read again every half minute.
    refetchInterval: 30_000,
  });
