import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SupplementBody } from '../../core/contracts/dossier.ts';
import { lookAgain } from './look-again.ts';
import { sendJson } from './request.ts';

export type Supplement = { readonly etag: string; readonly body: SupplementBody; readonly attempt: string };

export const useSupplement = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ etag, body, attempt }: Supplement) =>
      sendJson<void>('POST', `/api/dossiers/${id}/supplement`, body, {
        headers: { 'If-Match': etag, 'Idempotency-Key': attempt },
      }),
    onSettled: () => lookAgain(client, id),
  });
};
