import { useQuery } from '@tanstack/react-query';
import type { AgencyRequestView } from '../../core/contracts/agency.ts';
import { agencyRequestsKey } from './use-agency-requests.query.ts';
import { getJson } from './request.ts';

/** One request with what the agency is told. */
export const useAgencyRequest = (id: string) =>
  useQuery({
    queryKey: [...agencyRequestsKey, 'one', id],
    queryFn: ({ signal }) => getJson<AgencyRequestView>(`/api/agency-requests/${id}`, signal),
  });
