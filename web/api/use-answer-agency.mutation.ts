import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AgencyAnswerBody } from '../../core/contracts/agency.ts';
import { sendJson } from './request.ts';
import { agencyRequestsKey } from './use-agency-requests.query.ts';

export const useAnswerAgency = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: AgencyAnswerBody) => sendJson<void>('POST', `/api/agency-requests/${id}/answer`, body),
    onSettled: () => client.invalidateQueries({ queryKey: agencyRequestsKey }),
  });
};
