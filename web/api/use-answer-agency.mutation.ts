import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sendJson } from './request.ts';
import { agencyRequestsKey } from './use-agency-requests.query.ts';

export type AgencyAnswer = { readonly id: string; readonly outcome: 'done' | 'refused'; readonly note: string };

export const useAnswerAgency = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, outcome, note }: AgencyAnswer) =>
      sendJson<void>('POST', `/api/agency-requests/${id}/answer`, { outcome, note }),
    onSettled: () => client.invalidateQueries({ queryKey: agencyRequestsKey }),
  });
};
