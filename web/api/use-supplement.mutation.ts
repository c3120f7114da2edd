import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SupplementBody } from '../../core/contracts/dossier.ts';
import { sendJson } from './request.ts';
import { dossierKey } from './use-dossier.query.ts';

export type Supplement = { readonly etag: string; readonly body: SupplementBody; readonly attempt: string };

export const useSupplement = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ etag, body, attempt }: Supplement) =>
      sendJson<void>('POST', `/api/dossiers/${id}/supplement`, body, {
        headers: { 'If-Match': etag, 'Idempotency-Key': attempt },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: dossierKey(id) }),
  });
};
