import { useQuery } from '@tanstack/react-query';
import { getJson } from './request.ts';

export type AgencyRequestRow = {
  readonly id: string;
  readonly etag?: string;
  readonly dossierId: string;
  readonly dossierCode: string | null;
  readonly procedureName: { readonly vi: string; readonly en: string };
  readonly applicantName: string;
  readonly agency: string;
  readonly subject: string | null;
  readonly sentAt: string;
  readonly dueAt: string | null;
  readonly late: boolean;
  readonly answeredAt: string | null;
  readonly outcome: 'done' | 'refused' | null;
  readonly note: string | null;
};

export const agencyRequestsKey = ['agency-requests'] as const;

export const useAgencyRequests = (state: 'open' | 'answered') =>
  useQuery({
    queryKey: [...agencyRequestsKey, state],
    queryFn: ({ signal }) =>
      getJson<{ items: readonly AgencyRequestRow[] }>(`/api/agency-requests?state=${state}`, signal),
    // The desk of another agency has no live channel of its own: its list is read again every half minute.
    refetchInterval: 30_000,
  });
