import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lookAgain } from './look-again.ts';
import { sendJson } from './request.ts';

export type Ending = { readonly act: 'withdraw' | 'stop'; readonly etag: string; readonly reason: string };

/** The applicant withdraws, or the unit's leader stops; both need a reason that stays in the log. */
export const useEndDossier = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ act, etag, reason }: Ending) =>
      sendJson<void>('POST', `/api/dossiers/${id}/${act}`, { reason }, { headers: { 'If-Match': etag } }),
    onSettled: () => lookAgain(client, id),
  });
};
